import type { JwtFailure, JwtVerifier, VerifiedJwt } from '@cardea/core';
import { type CryptoKey, compactVerify } from 'jose';
import { macAlgorithms, verificationAlgorithms } from './algorithms.ts';
import { decodeCompactJws } from './compact-jws.ts';
import { candidateKeys, createKeyImporter } from './verification-keys.ts';

/** A `kid` is a hint, no document. */
const MAX_KID_CHARS = 1024;

/** What the header says, after the checks that need no key; nothing in it is trusted yet. */
interface Presented extends VerifiedJwt {
  readonly algorithm: string;
  readonly kid: string | undefined;
}

const inspect = (
  jwt: string,
  table: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
): Presented | JwtFailure => {
  const decoded = decodeCompactJws(jwt);
  if (!decoded) return 'malformed';
  const { alg, kid, crit, jku, x5u } = decoded.header;
  // RFC 7515 §4.1.11: no extension is understood here. RFC 8725 §3.10: nobody tells us where to fetch a key.
  if (crit !== undefined || jku !== undefined || x5u !== undefined) return 'malformed';
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > MAX_KID_CHARS)) return 'malformed';
  // RFC 8725 §3.1: the caller's list decides, and the table knows no `none`.
  if (typeof alg !== 'string' || !allowed.includes(alg) || !Object.hasOwn(table, alg)) return 'algorithm';
  return { ...decoded, algorithm: alg, kid };
};

const isSignedBy = async (jwt: string, key: CryptoKey | Uint8Array, algorithm: string): Promise<boolean> => {
  try {
    await compactVerify(jwt, key, { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
};

/** Verification of JWTs that others signed (RFC 7515, RFC 8725), on jose. Keeps imported keys by their JWK object. */
export const createJwtVerifier = (): JwtVerifier => {
  const importKey = createKeyImporter();

  return {
    async verify(jwt, keys, algorithms) {
      const presented = inspect(jwt, verificationAlgorithms, algorithms);
      if (typeof presented === 'string') return presented;
      let failure: JwtFailure = 'key';
      for (const jwk of candidateKeys(keys, presented.algorithm, presented.kid)) {
        const key = await importKey(jwk, presented.algorithm);
        if (!key) continue;
        if (await isSignedBy(jwt, key, presented.algorithm)) {
          return { header: presented.header, claims: presented.claims };
        }
        failure = 'signature';
      }
      return failure;
    },

    async verifyMac(jwt, secret, algorithms) {
      const presented = inspect(jwt, macAlgorithms, algorithms);
      if (typeof presented === 'string') return presented;
      const key = Buffer.from(secret);
      if (key.length < (macAlgorithms[presented.algorithm] ?? Number.POSITIVE_INFINITY)) return 'key';
      if (!(await isSignedBy(jwt, key, presented.algorithm))) return 'signature';
      return { header: presented.header, claims: presented.claims };
    },

    peek: decodeCompactJws,
  };
};
