import type { Refusal } from '@cardea/protocol';

/** What a valid access token says (RFC 9068 §2.2, RFC 7662 §2.2). */
export interface VerifiedToken {
  /** The user, or the client itself where it acts for itself. */
  readonly subject: string;
  readonly clientId: string;
  /** Granted scopes; may be empty. Compare with `covers`, not by name. */
  readonly scopes: readonly string[];
  /** Identifiers of the resources it is meant for. */
  readonly audience: readonly string[];
  /** Seconds since the epoch; undefined for a token that does not expire. */
  readonly expiresAt: number | undefined;
  /** `jti`. */
  readonly id: string | undefined;
  /** Thumbprint of the key whose holder alone may use it (RFC 9449 §6); the guard has seen the proof. */
  readonly jkt?: string | undefined;
  /** Everything the issuer said, as it said it. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Decides whether a token is genuine and alive. The guard compares audience and scopes.
 * Rejects only because of a defect; an issuer that is away is a refusal with status 503.
 */
export type VerifyToken = (token: string) => Promise<VerifiedToken | Refusal>;
