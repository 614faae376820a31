import type { Refusal } from '@cardea/protocol';
import type { AuthenticatedClient } from '../client-auth/authenticated-client.ts';
import type { ActorClaim } from '../ports/actor-claim.ts';
import type { Authorization } from '../ports/authorization.ts';
import type { AccessTokenFormat } from '../ports/resource.ts';
import type { SigningAlgorithm } from '../ports/signing-key.ts';
import type { Change, Guard } from '../ports/unit.ts';

/** Where an access token is to be used, and what it therefore looks like. */
export interface Target {
  readonly audience: readonly string[];
  readonly format: AccessTokenFormat;
  readonly signingAlgorithm: SigningAlgorithm | undefined;
  /** Scopes that mean something there; any when empty. */
  readonly scopes: readonly string[];
  readonly ttlSeconds: number | undefined;
}

/** The credential that is spent for the tokens: the guard of the unit that stores them. */
export interface Spending {
  readonly guard: Guard;
  /** Written with the tokens. */
  readonly changes: readonly Change[];
  /** Why the guard did not hold, looked up afterwards; undefined where only the client has changed. */
  lost(): Promise<Refusal | undefined>;
}

/** What goes to the client beside the access token. */
export interface Companions {
  readonly refreshToken?: { readonly text: string; readonly expiresInSeconds: number } | undefined;
  /** Signs the ID token once the access token is known. */
  readonly idToken?: ((accessToken: string) => string) | undefined;
}

/** What a grant has decided to give. Nothing has been written yet. */
export interface IssuancePlan extends Companions {
  readonly grant: string;
  readonly client: AuthenticatedClient;
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly target: Target;
  readonly ttlSeconds: number;
  /** The authorization of a person that the tokens belong to. */
  readonly authorizationId?: string | undefined;
  /** Ids of the access tokens that it ends with. */
  readonly parents?: readonly string[] | undefined;
  readonly act?: ActorClaim | undefined;
  /** Thumbprint of the key that the access token is bound to (RFC 9449 §6). */
  readonly jkt?: string | undefined;
  /** What the response calls the access token (RFC 8693 §2.2.1). */
  readonly issuedTokenType?: string | undefined;
  /** How and when the person signed in whom the tokens speak for (RFC 9068 §2.2.1). */
  readonly authentication?: Pick<Authorization, 'authenticatedAt' | 'methods'> | undefined;
  /** Absent where nothing is spent: then the client must be unchanged. */
  readonly spends?: Spending | undefined;
}
