import type { AuthenticatedClient } from '../client-auth/authenticated-client.ts';
import type { AccessTokenFormat } from '../ports/resource.ts';
import type { SigningAlgorithm } from '../ports/signing-key.ts';

/** Where an access token is to be used, and what it therefore looks like. */
export interface Target {
  readonly audience: readonly string[];
  readonly format: AccessTokenFormat;
  readonly signingAlgorithm: SigningAlgorithm | undefined;
  /** Scopes that mean something there; any when empty. */
  readonly scopes: readonly string[];
  readonly ttlSeconds: number | undefined;
}

/** What a grant has decided to give. Nothing has been written yet. */
export interface IssuancePlan {
  readonly grant: string;
  readonly client: AuthenticatedClient;
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly target: Target;
  readonly ttlSeconds: number;
}
