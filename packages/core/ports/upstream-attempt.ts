import type { EpochSeconds } from './clock.ts';

/**
 * A browser that was sent to an identity provider and has not come back. Its handle is the `state`; nonce and code verifier are
 * derived from it, so that nothing secret is stored.
 */
export interface UpstreamAttempt {
  /** Selector of the handle. */
  readonly id: string;
  readonly verifierHash: string;
  /** SHA-256 of the secret of the browser that began it, base64url. */
  readonly browserHash: string;
  readonly providerId: string;
  /** The authorization session that the person signs in for. */
  readonly flowId?: string | undefined;
  /** Or the session in which they link their account. */
  readonly sessionId?: string | undefined;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}

export interface UpstreamAttemptStore {
  find(id: string): Promise<UpstreamAttempt | undefined>;
}
