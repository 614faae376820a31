import type { Account } from './account.ts';
import type { EpochSeconds } from './clock.ts';

/** What a link is for. It is good for nothing else. */
export type LinkPurpose = MailLinkPurpose | 'set_up';

/** What the links in mails are for. */
export type MailLinkPurpose = 'verify_email' | 'reset_password' | 'confirm_email' | 'register';

/** A link that lets its reader do one thing, once (design D5). Only the digest of its verifier is kept. */
export interface OneTimeLink {
  /** Selector of the handle. */
  readonly id: string;
  readonly verifierHash: string;
  readonly purpose: LinkPurpose;
  /** Whose account it is about; absent for somebody who has none yet. */
  readonly accountId?: string | undefined;
  /** The address that it was sent to, and the form of it that is compared; both empty for one that nobody was sent. */
  readonly email: string;
  readonly emailKey: string;
  /** What of the account must still be as it was: `linkStamp`. */
  readonly stamp: string;
  /** The sign-in that it goes on with, where it began in one. */
  readonly flowId?: string | undefined;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}

/** The link is there and has not expired; it is removed, and with it the account becomes as given. Of two that spend it, one is held. */
export type OneTimeLinkGuard =
  /** The account has `account.version - 1`, and its keys are not another's; replaces it. */
  | {
      readonly kind: 'one_time_link.replace_account';
      readonly linkId: string;
      readonly at: EpochSeconds;
      readonly account: Account;
    }
  /** Neither the username nor the e-mail address is anybody's; inserts the account. */
  | {
      readonly kind: 'one_time_link.insert_account';
      readonly linkId: string;
      readonly at: EpochSeconds;
      readonly account: Account;
    };

export type OneTimeLinkChange =
  | { readonly kind: 'one_time_link.insert'; readonly link: OneTimeLink }
  /** Older links for the same end: of an account, or of an address that has none. */
  | {
      readonly kind: 'one_time_links.remove';
      readonly purpose: LinkPurpose;
      readonly of: { readonly accountId: string } | { readonly emailKey: string };
    };

export interface OneTimeLinkStore {
  find(id: string): Promise<OneTimeLink | undefined>;
}
