import { createPrivateKey, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { PreparedSigner, SigningAlgorithm, SigningKeys } from '@cardea/core';
import { calculateJwkThumbprint } from 'jose';
import { barePublicJwk, signatureOptions } from './algorithms.ts';

const RSA_BITS = 2048;
const generatePair = promisify(generateKeyPair);

interface PrivateJwk {
  readonly kty: string;
  readonly crv?: string;
}

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** All of them run on the thread pool: an RSA key takes 50 to 500 ms. */
const generators: Readonly<Record<SigningAlgorithm, () => Promise<Pair>>> = {
  ES256: () => generatePair('ec', { namedCurve: 'P-256' }),
  EdDSA: () => generatePair('ed25519'),
  RS256: () => generatePair('rsa', { modulusLength: RSA_BITS }),
  PS256: () => generatePair('rsa', { modulusLength: RSA_BITS }),
};

const importPrivate = (privateJwk: string, algorithm: SigningAlgorithm): KeyObject => {
  const jwk: PrivateJwk = JSON.parse(privateJwk);
  const { shape } = signatureOptions[algorithm];
  if (jwk.kty !== shape.kty || (shape.crv !== undefined && jwk.crv !== shape.crv)) {
    throw new TypeError(`the key does not fit the algorithm ${algorithm}`);
  }
  return createPrivateKey({ key: jwk, format: 'jwk' });
};

/** Key pairs and signatures (RFC 7515, RFC 7517, RFC 7638) on node:crypto, whose signatures need no turn of the event loop. */
export const createSigningKeys = (): SigningKeys => ({
  async generate(algorithm) {
    const { publicKey, privateKey } = await generators[algorithm]();
    const jwk = barePublicJwk({ ...publicKey.export({ format: 'jwk' }) });
    if (!jwk) throw new TypeError(`no public key of ${algorithm} could be exported`);
    const id = await calculateJwkThumbprint(jwk, 'sha256');
    return {
      id,
      publicJwk: { ...jwk, kid: id, alg: algorithm, use: 'sig' },
      privateJwk: JSON.stringify(privateKey.export({ format: 'jwk' })),
    };
  },

  prepare({ id, algorithm, privateJwk }): PreparedSigner {
    const { hash, options } = signatureOptions[algorithm];
    const key = { key: importPrivate(privateJwk, algorithm), ...options };
    // There is one header for each `typ`, and the code names them all.
    const headers = new Map<string, string>();
    const headerOf = (typ: string): string => {
      let header = headers.get(typ);
      if (header === undefined) {
        header = `${Buffer.from(JSON.stringify({ alg: algorithm, kid: id, typ })).toString('base64url')}.`;
        headers.set(typ, header);
      }
      return header;
    };

    return {
      kid: id,
      algorithm,
      sign(typ, claims) {
        const input = headerOf(typ) + Buffer.from(JSON.stringify(claims)).toString('base64url');
        return `${input}.${sign(hash, Buffer.from(input), key).toString('base64url')}`;
      },
    };
  },
});
