import type { Account } from './account.ts';
import type { EpochSeconds } from './clock.ts';
import type { IdentityLink } from './identity-link.ts';
import type { IdentityProvider } from './identity-provider.ts';
import type { UpstreamAttempt } from './upstream-attempt.ts';

/** Guards of signing in at identity providers. */
export type UpstreamGuard =
  | { readonly kind: 'identity_provider.insert'; readonly provider: IdentityProvider }
  /** The provider has `provider.version - 1`; replaces it. */
  | { readonly kind: 'identity_provider.replace'; readonly provider: IdentityProvider }
  /** Its links and attempts go with it. */
  | { readonly kind: 'identity_provider.delete'; readonly id: string }
  /** The attempt is there, is this browser's, and has not expired; removes it. Of two answers to it, one is held. */
  | {
      readonly kind: 'upstream_attempt.finish';
      readonly id: string;
      readonly browserHash: string;
      readonly at: EpochSeconds;
    }
  /** The link is there, its provider enabled, its account active; writes when it was used, and as whom. */
  | { readonly kind: 'identity_link.use'; readonly link: IdentityLink }
  /**
   * The provider is enabled and neither the subject nor the account has a link to it; the account is active, has the version
   * `accountVersion` where that is named, and the session `inSession`, where one is named, is not ended; inserts the link.
   */
  | {
      readonly kind: 'identity_link.insert';
      readonly link: IdentityLink;
      readonly accountVersion?: number | undefined;
      readonly inSession?: string | undefined;
    }
  /** What `account.insert` asks for, the provider is enabled, and the subject has no link to it; inserts the account. */
  | {
      readonly kind: 'account.insert_linked';
      readonly account: Account;
      readonly providerId: string;
      readonly subject: string;
    }
  /**
   * The link is there and not the only way to sign in: the account has a password, a passkey, or a link to another enabled
   * provider. Or `evenIfLast`. Removes it.
   */
  | {
      readonly kind: 'identity_link.delete';
      readonly providerId: string;
      readonly accountId: string;
      readonly evenIfLast: boolean;
    };

/** Changes of signing in at identity providers. */
export type UpstreamChange =
  | { readonly kind: 'upstream_attempt.insert'; readonly attempt: UpstreamAttempt }
  /** The link of an account that the guard of the unit inserted. */
  | { readonly kind: 'identity_link.add'; readonly link: IdentityLink };
