/** Where the secret of an authenticator app lies: its box opens for no other account. */
export const totpContext = (accountId: string): string => `totp_factors/${accountId}`;
