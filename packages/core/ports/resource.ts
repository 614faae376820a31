import type { EpochSeconds } from './clock.ts';

export type AccessTokenFormat = 'opaque' | 'jwt';

/** An API that takes our access tokens (RFC 8707, RFC 9728). */
export interface Resource {
  /** Its identifier: an absolute URI without fragment, compared letter by letter. */
  readonly uri: string;
  readonly name: string;
  readonly version: number;
  readonly enabled: boolean;
  readonly tokenFormat: AccessTokenFormat;
  /** Signing algorithm of its JWTs; the server's default when absent. */
  readonly signingAlgorithm?: string | undefined;
  /** Scopes that mean something to it; any when empty. */
  readonly scopes: readonly string[];
  /** Ids of the clients that are its resource servers: they may introspect its tokens (RFC 7662 §2.1). */
  readonly introspectors: readonly string[];
  readonly accessTokenTtlSeconds?: number | undefined;
  /** Clients that nobody vouches for may get tokens for it: they registered themselves, or are known by their document. */
  readonly selfRegistered: boolean;
  readonly createdAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
}

export interface ResourceStore {
  /** As `ClientStore.find`: at most 5 seconds old, never older than a change acknowledged by this process. */
  find(uri: string): Promise<Resource | undefined>;
  list(): Promise<readonly Resource[]>;
}
