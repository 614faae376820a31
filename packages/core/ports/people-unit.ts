import type { Account } from './account.ts';
import type { Authorization } from './authorization.ts';
import type { AuthorizationCode } from './authorization-code.ts';
import type { AuthorizationSession } from './authorization-session.ts';
import type { BrowserSession } from './browser-session.ts';
import type { EpochSeconds } from './clock.ts';
import type { Consent } from './consent.ts';

/** What must still be so when something is given to a client on behalf of a person (design D12). */
export interface OnBehalf {
  readonly at: EpochSeconds;
  /** Enabled, and still of this version. */
  readonly client: { readonly id: string; readonly version: number };
  /** Active. */
  readonly accountId: string;
}

/** Guards of accounts, sessions and what people allow. */
export type PeopleGuard =
  /** Neither the username nor the e-mail address is anybody's username or e-mail address; inserts the account. */
  | { readonly kind: 'account.insert'; readonly account: Account }
  /**
   * The account has `account.version - 1`, its keys are not another's, and an active owner is left where there was one;
   * replaces it.
   */
  | { readonly kind: 'account.replace'; readonly account: Account }
  /**
   * It is there, and not the last active owner. Its sessions, consents, authorizations and codes go with it; its access tokens
   * are inactive from then on.
   */
  | { readonly kind: 'account.delete'; readonly id: string }
  /** It is *deleting*, and its time has come; the same goes with it. */
  | { readonly kind: 'account.expire'; readonly id: string; readonly at: EpochSeconds }
  /** The account is active; nothing is written. */
  | { readonly kind: 'account.active'; readonly id: string }
  /**
   * The account is active and of this version, which the password that was proved is part of, and the session that this one
   * takes the place of, where it is named, is not ended; inserts the session and ends that one.
   */
  | {
      readonly kind: 'browser_session.start';
      readonly session: BrowserSession;
      readonly accountVersion: number;
      readonly replacesId?: string | undefined;
    }
  /** The session is not ended; ends it. */
  | { readonly kind: 'browser_session.end'; readonly id: string; readonly at: EpochSeconds }
  /** The authorization session is there and has not expired; replaces it. */
  | {
      readonly kind: 'authorization_session.replace';
      readonly session: AuthorizationSession;
      readonly at: EpochSeconds;
    }
  /**
   * The same, and who is answered about, if anybody, is active and has not left the session of this `sid`; removes it. Of two
   * that answer, one is held. Where a client is named, it is enabled and still of this version.
   */
  | {
      readonly kind: 'authorization_session.finish';
      readonly id: string;
      readonly at: EpochSeconds;
      readonly about?: { readonly accountId: string; readonly sid: string } | undefined;
      readonly client?: { readonly id: string; readonly version: number } | undefined;
    }
  /** The code is not redeemed, not expired, has fewer than five failures, and its authorization is not revoked; redeems it. */
  | (OnBehalf & { readonly kind: 'authorization_code.redeem'; readonly id: string; readonly authorizationId: string })
  /**
   * The presented refresh token is the usable one, neither idle nor past its end, and its authorization is not revoked;
   * puts `nextHash` in its place and remembers it as the predecessor.
   */
  | (OnBehalf & {
      readonly kind: 'refresh.rotate';
      readonly authorizationId: string;
      readonly presentedHash: string;
      readonly nextHash: string;
      readonly expiresAt: EpochSeconds;
    })
  /** The same conditions, or it is the predecessor that was replaced after `replacedAfter`; moves the idle end. */
  | (OnBehalf & {
      readonly kind: 'refresh.use';
      readonly authorizationId: string;
      readonly presentedHash: string;
      readonly replacedAfter: EpochSeconds;
      readonly expiresAt: EpochSeconds;
    })
  /** The authorization is not revoked; revokes it. Its access tokens are inactive from then on. */
  | { readonly kind: 'authorization.revoke'; readonly id: string; readonly at: EpochSeconds }
  | { readonly kind: 'consent.delete'; readonly accountId: string; readonly clientId: string };

/** Changes of accounts, sessions and what people allow. */
export type PeopleChange =
  | { readonly kind: 'browser_session.insert'; readonly session: BrowserSession }
  | {
      readonly kind: 'browser_session.touch';
      readonly id: string;
      readonly lastSeenAt: EpochSeconds;
      readonly expiresAt: EpochSeconds;
    }
  /** Ends all live sessions of a person: those of one `sid`, and all but one, where those are named. */
  | {
      readonly kind: 'browser_sessions.end';
      readonly accountId: string;
      readonly sid?: string | undefined;
      readonly exceptId?: string | undefined;
      readonly at: EpochSeconds;
    }
  | { readonly kind: 'authorization_session.insert'; readonly session: AuthorizationSession }
  | { readonly kind: 'authorization.insert'; readonly authorization: Authorization }
  | { readonly kind: 'authorization_code.insert'; readonly code: AuthorizationCode }
  /** Counts an attempt with wrong parameters. */
  | { readonly kind: 'authorization_code.fail'; readonly id: string }
  /** The first refresh token of an authorization. */
  | {
      readonly kind: 'refresh.start';
      readonly authorizationId: string;
      readonly currentHash: string;
      readonly at: EpochSeconds;
      readonly expiresAt: EpochSeconds;
      readonly jkt?: string | undefined;
    }
  /** Revokes all live authorizations of a person: of one client, of one `sid` or of all others, and without a scope, where those are named. */
  | {
      readonly kind: 'authorizations.revoke';
      readonly accountId: string;
      readonly clientId?: string | undefined;
      readonly sid?: string | undefined;
      readonly exceptSid?: string | undefined;
      readonly withoutScope?: string | undefined;
      readonly at: EpochSeconds;
    }
  /** Inserts the consent, or replaces the one of the same person and client. */
  | { readonly kind: 'consent.put'; readonly consent: Consent }
  /** Takes a consent back, where there is one. */
  | { readonly kind: 'consent.remove'; readonly accountId: string; readonly clientId: string };
