/** The path of an issuer, empty where it has none: stands before every path of its own. */
export const issuerPath = (issuer: string): string => new URL(issuer).pathname.replace(/\/$/, '');
