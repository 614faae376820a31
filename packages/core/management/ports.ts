import type { Clock } from '../ports/clock.ts';
import type { HandleMint, JwtVerifier, Sealer, SecretHasher } from '../ports/crypto.ts';
import type { Stores } from '../ports/stores.ts';

/** What the management of one issuer works with. */
export interface ManagementPorts {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly mint: HandleMint;
  readonly hasher: SecretHasher;
  readonly sealer: Sealer;
  /** To find the `jti` of a pasted token. */
  readonly jwt: Pick<JwtVerifier, 'peek'>;
  /** Unpredictable bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
}
