import type { Account } from '../ports/account.ts';
import type { Digests } from '../ports/crypto.ts';

/**
 * What of an account a link depends on: once its address or its password is another, the link is dead. Compared when the link
 * is spent, on the version of the account that the same unit replaces.
 */
export const linkStamp = ({ emailKey, password }: Account, digests: Digests): string =>
  digests.sha256(JSON.stringify([emailKey ?? null, password ?? null]));

/** Of a link for somebody who has no account. */
export const NO_STAMP = '';
