import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';

/** A key that tokens are bound to (RFC 9449). */
export interface DpopKey {
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
  /** Of its signatures: `ES256`. */
  readonly algorithm: string;
}

/** A new key (ES256) that never leaves this process. */
export const generateDpopKey = async (): Promise<DpopKey> => {
  const algorithm = 'ES256';
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: false });
  return { privateKey, publicJwk: await exportJWK(publicKey), algorithm };
};
