export const MAX_CODE_FAILURES = 5; // Design D1
/** Within it a second redemption is a retry and not an attack. */
export const CODE_RETRY_SECONDS = 2; // Design D1
/** Within it a replaced refresh token gets the same successor again. */
export const REFRESH_REUSE_SECONDS = 30; // Design D2
