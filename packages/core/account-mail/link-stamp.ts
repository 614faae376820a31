import type { Account } from '../ports/account.ts';

/**
 * What of an account a link depends on: once its address or its password is another, the link is dead. Compared when the link
 * is spent, on the version of the account that the same unit replaces.
 */
export const linkStamp = ({ emailKey, passwordChangedAt }: Account): string =>
  JSON.stringify([emailKey ?? null, passwordChangedAt ?? null]);

/** Of a link for somebody who has no account. */
export const NO_STAMP = '';
