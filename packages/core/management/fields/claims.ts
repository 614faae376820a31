const MAX_CLAIMS = 64;
const CLAIM_NAME = /^[\x21-\x7e]{1,128}$/;

/** What is wrong with the names of the claims that a scope releases (OpenID Connect Core §5.4). */
export const claimsProblem = (claims: readonly string[]): string | undefined => {
  if (claims.length > MAX_CLAIMS) return `names more than ${MAX_CLAIMS} claims`;
  return claims.every((claim) => CLAIM_NAME.test(claim)) ? undefined : 'holds a text that is not a claim name';
};
