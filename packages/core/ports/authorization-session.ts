import type { AuthorizationRequest } from '@cardea/protocol';
import type { AuthenticationMethod } from './browser-session.ts';
import type { EpochSeconds } from './clock.ts';

/**
 * A person who has given a password and owes a second factor: signed in nowhere yet, and known to this request alone (S096).
 */
export interface PendingSignIn {
  readonly accountId: string;
  readonly methods: readonly AuthenticationMethod[];
  /** The password that was given: one that was changed since then proves nothing. */
  readonly passwordChangedAt?: EpochSeconds | undefined;
  /** When the first proof reached us. */
  readonly provenAt: EpochSeconds;
  /** When it was given, where that was earlier, at an identity provider: the older of two proofs is the age of a sign-in. */
  readonly signedInAt?: EpochSeconds | undefined;
}

/**
 * An authorization request on its way through sign-in and consent. It belongs to the browser that began it, lives a short
 * while, survives restarts, and ends in exactly one response.
 */
export interface AuthorizationSession {
  /** Its id in the URLs of the pages: 22 characters, of no use without the browser's cookie. */
  readonly id: string;
  /** SHA-256 of the secret in the cookie of the browser that began it, base64url. */
  readonly browserHash: string;
  readonly request: AuthorizationRequest;
  /** The session that the person signed in with, or chose, for this request. */
  readonly browserSessionId?: string | undefined;
  readonly pending?: PendingSignIn | undefined;
  /** Whether the person said no to setting up a second factor that this request only wished for. */
  readonly declinedFactor?: boolean | undefined;
  /** Scopes the person agreed to on the consent page. */
  readonly consentedScopes?: readonly string[] | undefined;
  /** The device code that a person answers here, where the request is a device's (RFC 8628 §3.3). */
  readonly deviceCodeId?: string | undefined;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}

export interface AuthorizationSessionStore {
  find(id: string): Promise<AuthorizationSession | undefined>;
}
