import { createHash } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { ISSUER, type TestEngine } from './engine.ts';

/** The claims of an ID token, verified by another's library with the keys that are published. */
export const verifiedIdToken = async (
  engine: TestEngine,
  idToken: string | undefined,
  audience: string,
): Promise<JWTPayload> => {
  const keys: JSONWebKeySet = { keys: engine.cardea.keyring.verificationKeys().map((key) => ({ ...key })) };
  const currentDate = new Date(engine.clock.nowMs());
  const { payload } = await jwtVerify(idToken ?? '', createLocalJWKSet(keys), {
    issuer: ISSUER,
    audience,
    currentDate,
  });
  return payload;
};

/** `at_hash`, `c_hash` (OpenID Connect Core §3.1.3.6, §3.3.2.11). */
export const halfHash = (text: string, algorithm: string): string => {
  const digest = createHash(algorithm === 'EdDSA' ? 'sha512' : 'sha256')
    .update(text, 'ascii')
    .digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
};
