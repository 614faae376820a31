import type { PublicJwk } from '@cardea/core';
import { type CryptoKey, importJWK } from 'jose';
import { barePublicJwk, type KeyShape, verificationAlgorithms } from './algorithms.ts';

/** More keys than this that all fit one signature are not tried: each try costs about 0.1 ms. */
const MAX_CANDIDATES = 16;
/** RFC 7518 §3.3; and an upper bound, because a verification grows with the square of the modulus. */
const MIN_RSA_BITS = 2048;
const MAX_RSA_CHARS = 1366;
const MAX_EXPONENT_CHARS = 6;

const sameAlgorithm = (a: string, b: string): boolean =>
  a === b || (verificationAlgorithms[a]?.crv === 'Ed25519' && verificationAlgorithms[b]?.crv === 'Ed25519');

const isForSignatures = (jwk: PublicJwk): boolean =>
  (jwk.use === undefined || jwk.use === 'sig') && (!Array.isArray(jwk.key_ops) || jwk.key_ops.includes('verify'));

const fits = (jwk: PublicJwk, algorithm: string, shape: KeyShape): boolean =>
  jwk.kty === shape.kty &&
  (shape.crv === undefined || jwk.crv === shape.crv) &&
  (jwk.alg === undefined || (typeof jwk.alg === 'string' && sameAlgorithm(jwk.alg, algorithm)));

/**
 * The keys that may have made a signature: of the algorithm's type, meant for signatures, and with the `kid` named, or
 * without one of their own. `kid` is a hint that several keys may share (RFC 7517 §4.5), so there can be many.
 */
export const candidateKeys = (
  keys: readonly PublicJwk[],
  algorithm: string,
  kid: string | undefined,
): readonly PublicJwk[] => {
  const shape = verificationAlgorithms[algorithm];
  if (!shape) return [];
  return keys
    .filter((jwk) => isForSignatures(jwk) && fits(jwk, algorithm, shape))
    .filter((jwk) => kid === undefined || jwk.kid === undefined || jwk.kid === kid)
    .slice(0, MAX_CANDIDATES);
};

const isOfSaneSize = (jwk: PublicJwk): boolean =>
  jwk.kty !== 'RSA' ||
  (typeof jwk.n === 'string' &&
    jwk.n.length <= MAX_RSA_CHARS &&
    typeof jwk.e === 'string' &&
    jwk.e.length <= MAX_EXPONENT_CHARS);

const importKey = async (jwk: PublicJwk, algorithm: string): Promise<CryptoKey | undefined> => {
  const bare = barePublicJwk(jwk);
  if (!bare || !isOfSaneSize(bare)) return undefined;
  try {
    const key = await importJWK(bare, algorithm);
    if (key instanceof Uint8Array) return undefined;
    const { modulusLength } = key.algorithm as { readonly modulusLength?: number };
    return modulusLength !== undefined && modulusLength < MIN_RSA_BITS ? undefined : key;
  } catch {
    return undefined;
  }
};

export type KeyImporter = (jwk: PublicJwk, algorithm: string) => Promise<CryptoKey | undefined>;

/** Imports each JWK object once for each algorithm, for as long as its owner keeps it. Undefined for an unusable key. */
export const createKeyImporter = (): KeyImporter => {
  const imported = new WeakMap<PublicJwk, Map<string, Promise<CryptoKey | undefined>>>();
  return (jwk, algorithm) => {
    const ofKey = imported.get(jwk) ?? new Map<string, Promise<CryptoKey | undefined>>();
    imported.set(jwk, ofKey);
    const known = ofKey.get(algorithm) ?? importKey(jwk, algorithm);
    ofKey.set(algorithm, known);
    return known;
  };
};
