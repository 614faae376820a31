import type { ClaimsRequest } from '@cardea/protocol';
import type { AuthenticationMethod } from './browser-session.ts';
import type { EpochSeconds } from './clock.ts';

/**
 * What one person let one client do in one flow: the family of all tokens that come from it. Revoking it ends them all.
 * The refresh state is part of it: at most one refresh token is usable, and its successor is derived from it (design D2).
 */
export interface Authorization {
  readonly id: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly sid: string;
  readonly authenticatedAt: EpochSeconds;
  readonly methods: readonly AuthenticationMethod[];
  /** The `claims` parameter (OpenID Connect Core §5.5). */
  readonly claims?: ClaimsRequest | undefined;
  readonly createdAt: EpochSeconds;
  /** No token of it outlives this. */
  readonly endsAt: EpochSeconds;
  readonly revokedAt?: EpochSeconds | undefined;
  readonly refresh?: RefreshState | undefined;
}

export interface RefreshState {
  /** SHA-256 of the verifier of the usable refresh token, base64url. */
  readonly currentHash: string;
  /** The same of its predecessor, which gets the same successor again within the reuse window. */
  readonly previousHash?: string | undefined;
  readonly rotatedAt: EpochSeconds;
  /** How often it was rotated: the length of the chain that an old token is recognised by. */
  readonly generation: number;
  /** When it was last traded; absent while nobody has. */
  readonly usedAt?: EpochSeconds | undefined;
  /** Thumbprint of the key that its refresh tokens are bound to (RFC 9449 §5). */
  readonly jkt?: string | undefined;
  /** Idle end. */
  readonly expiresAt: EpochSeconds;
}

export interface AuthorizationStore {
  /** The authorization as the primary has it now. */
  find(id: string): Promise<Authorization | undefined>;
  /** Live authorizations of a person, newest first. */
  listLive(accountId: string, at: EpochSeconds): Promise<readonly Authorization[]>;
}
