import type { PublicJwk } from './client.ts';
import type { PreparedSigner } from './crypto.ts';
import type { SigningAlgorithm } from './signing-key.ts';

/** What issuing and checking tokens needs of the signing keys; `keys/` keeps them. */
export interface KeyUse {
  /** The current key of an algorithm, of the server's default one when none is named. */
  signer(algorithm?: SigningAlgorithm): PreparedSigner;
  /** Public keys whose signatures still count. */
  verificationKeys(): readonly PublicJwk[];
}
