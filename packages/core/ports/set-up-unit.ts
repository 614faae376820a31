import type { Account } from './account.ts';
import type { EpochSeconds } from './clock.ts';

/**
 * No account is an active owner, and the username and the e-mail address are nobody's; inserts the account. Of any number that
 * race, by a link or without one, one is held: a server gets its first owner once.
 */
export type SetUpGuard =
  | { readonly kind: 'first_owner.insert'; readonly account: Account }
  /** The same, where the link is there and has not expired; the link is removed. */
  | {
      readonly kind: 'one_time_link.insert_first_owner';
      readonly linkId: string;
      readonly at: EpochSeconds;
      readonly account: Account;
    };
