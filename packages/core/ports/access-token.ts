import type { ActorClaim } from './actor-claim.ts';
import type { Page } from './client.ts';
import type { EpochSeconds } from './clock.ts';
import type { AccessTokenFormat } from './resource.ts';
import type { TokenCount } from './token-limit-unit.ts';

/** What is stored of an access token; its verifier is not. */
export interface AccessToken {
  /** The selector of an opaque token, the `jti` of a JWT: 22 characters of base64url whose order is time. */
  readonly id: string;
  readonly format: AccessTokenFormat;
  /** SHA-256 of the verifier of an opaque token, base64url. */
  readonly verifierHash?: string | undefined;
  readonly clientId: string;
  /** The user, or the client itself where it acts for itself (RFC 9068 §2.2). */
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly audience: readonly string[];
  /** What it belongs to where it speaks for a person; it is inactive once that is revoked. */
  readonly authorizationId?: string | undefined;
  /** Ids of the tokens it was exchanged for, at most eight: it is inactive once one of them is (RFC 8693). */
  readonly parents?: readonly string[] | undefined;
  /** The app password that it was got with: it is inactive once that is gone. */
  readonly appPasswordId?: string | undefined;
  /** The session it is the handle of: it is inactive once that has ended. */
  readonly sessionId?: string | undefined;
  /** Who acts for the subject, the last one first (RFC 8693 §4.1). */
  readonly act?: ActorClaim | undefined;
  /** What it is called by the person who made it (`cardea auth add`). */
  readonly label?: string | undefined;
  /** Thumbprint of the key whose holder alone may use it (RFC 9449 §6); anybody who has it may where absent. */
  readonly jkt?: string | undefined;
  readonly issuedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly revokedAt?: EpochSeconds | undefined;
}

export interface AccessTokenStore {
  /** The token as the primary has it now: a revocation that was acknowledged is seen. */
  find(id: string): Promise<AccessToken | undefined>;
  /** How many live tokens speak for one person towards one client. */
  countOfPerson(count: TokenCount): Promise<number>;
  /** Newest first, after the one named; `clientId` and `live` narrow it. */
  list(filter: Page & { readonly clientId?: string; readonly liveAt?: EpochSeconds }): Promise<readonly AccessToken[]>;
}
