import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { PublicJwk } from '@cardea/core';
import { calculateJwkThumbprint } from 'jose';
import { barePublicJwk } from './algorithms.ts';

type Json = Readonly<Record<string, unknown>>;

/** A key pair that is made anew wherever its seed is known, so that nothing of it is kept. */
export interface DerivedKey {
  readonly publicJwk: PublicJwk;
  /** A JWT (RFC 7519 §7.1) with the header members given, besides `alg`. */
  sign(header: Json, claims: Json): string;
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410 §7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED_BYTES = 32;

const part = (value: Json): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The Ed25519 key of a secret seed (RFC 8032 §5.1.5). Throws where the seed is not 32 bytes. */
export const derivedKey = async (seed: Uint8Array): Promise<DerivedKey> => {
  if (seed.length !== SEED_BYTES) throw new TypeError(`an Ed25519 key has ${SEED_BYTES} bytes`);
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const bare = barePublicJwk({ ...createPublicKey(key).export({ format: 'jwk' }) });
  if (bare === undefined) throw new TypeError('no public key could be exported');
  return {
    publicJwk: { ...bare, kid: await calculateJwkThumbprint(bare, 'sha256'), alg: 'EdDSA', use: 'sig' },
    sign(header, claims) {
      const input = `${part({ alg: 'EdDSA', ...header })}.${part(claims)}`;
      return `${input}.${sign(undefined, Buffer.from(input), key).toString('base64url')}`;
    },
  };
};
