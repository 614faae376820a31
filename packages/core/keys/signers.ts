import type { PreparedSigner, Sealer, SigningKeys } from '../ports/crypto.ts';
import type { SigningKey } from '../ports/signing-key.ts';

/** The private key could not be decrypted: the database was made with another master key. */
export class SigningKeyNotOpened extends Error {
  override readonly name = 'SigningKeyNotOpened';

  constructor(kid: string, cause: unknown) {
    super(
      `The signing key ${kid} cannot be decrypted with this CARDEA_SECRET. ` +
        'Start with the CARDEA_SECRET (or the key file) with which the database was made',
      { cause },
    );
  }
}

const contextOf = (kid: string): string => `signing_keys/${kid}`;

export interface Signers {
  seal(kid: string, privateJwk: string): string;
  /** The key ready to sign; opened once. Throws `SigningKeyNotOpened`. */
  of(key: SigningKey): PreparedSigner;
  /** Forgets all but these. */
  keepOnly(keys: readonly SigningKey[]): void;
}

export const createSigners = (signingKeys: SigningKeys, sealer: Sealer): Signers => {
  const prepared = new Map<string, PreparedSigner>();

  const prepare = (key: SigningKey): PreparedSigner => {
    try {
      const privateJwk = sealer.open(key.sealedPrivateKey, contextOf(key.id));
      return signingKeys.prepare({ id: key.id, algorithm: key.algorithm, privateJwk });
    } catch (cause) {
      throw new SigningKeyNotOpened(key.id, cause);
    }
  };

  return {
    seal: (kid, privateJwk) => sealer.seal(privateJwk, contextOf(kid)),
    of(key) {
      const signer = prepared.get(key.id) ?? prepare(key);
      prepared.set(key.id, signer);
      return signer;
    },
    keepOnly(keys) {
      const kept = new Set(keys.map((key) => key.id));
      for (const kid of prepared.keys()) if (!kept.has(kid)) prepared.delete(kid);
    },
  };
};
