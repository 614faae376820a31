export const FORM = 'application/x-www-form-urlencoded';

/** A form body out of pairs, with names repeated as they come. */
export const form = (...pairs: readonly (readonly [string, string])[]): string =>
  pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
