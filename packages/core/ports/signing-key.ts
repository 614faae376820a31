import type { PublicJwk } from './client.ts';
import type { EpochSeconds } from './clock.ts';

/** Algorithms that Cardea signs with (RFC 7518, RFC 8037). */
export type SigningAlgorithm = 'ES256' | 'EdDSA' | 'RS256' | 'PS256';

/**
 * A signing key. Its state is derived from its times: *next* before `activeFrom`, *current* while no younger active key of
 * its algorithm exists, *retired* until `removeAt`, and gone after that; *revoked* at once when `revokedAt` is set. Where
 * the current key is revoked, the next one takes its place early.
 */
export interface SigningKey {
  /** `kid`: RFC 7638 thumbprint. */
  readonly id: string;
  readonly algorithm: SigningAlgorithm;
  readonly publicJwk: PublicJwk;
  /** The private JWK, encrypted with the master key and bound to `id`. */
  readonly sealedPrivateKey: string;
  readonly createdAt: EpochSeconds;
  readonly activeFrom: EpochSeconds;
  /** Set when its successor is made: the last token it signed has expired by then. */
  readonly removeAt?: EpochSeconds | undefined;
  readonly revokedAt?: EpochSeconds | undefined;
}

export interface SigningKeyStore {
  /** All keys in the order of their creation, as the primary has them now. */
  list(): Promise<readonly SigningKey[]>;
}
