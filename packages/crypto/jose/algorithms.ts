import { constants } from 'node:crypto';
import type { PublicJwk, SigningAlgorithm } from '@cardea/core';

/** An asymmetric JWS algorithm and the keys that may use it (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2). */
export interface KeyShape {
  readonly kty: string;
  readonly crv?: string;
}

const RSA: KeyShape = { kty: 'RSA' };
const ED25519: KeyShape = { kty: 'OKP', crv: 'Ed25519' };

/** Everything that a key of a client can be verified with. A MAC is not among them: a public key is no secret. */
export const verificationAlgorithms: Readonly<Record<string, KeyShape>> = {
  ES256: { kty: 'EC', crv: 'P-256' },
  ES384: { kty: 'EC', crv: 'P-384' },
  ES512: { kty: 'EC', crv: 'P-521' },
  EdDSA: ED25519,
  Ed25519: ED25519,
  RS256: RSA,
  RS384: RSA,
  RS512: RSA,
  PS256: RSA,
  PS384: RSA,
  PS512: RSA,
};

/** MAC algorithms, each with the shortest key it may have, in bytes (RFC 7518 §3.2). */
export const macAlgorithms: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };

/** The public members of each key type: what may be published and imported (RFC 7518 §6, RFC 8037 §2). */
const publicMembers: Readonly<Record<string, readonly string[]>> = {
  EC: ['kty', 'crv', 'x', 'y'],
  OKP: ['kty', 'crv', 'x'],
  RSA: ['kty', 'n', 'e'],
};

/** The key alone, without private and descriptive members; undefined for a type that is not in the table. */
export const barePublicJwk = (jwk: Readonly<Record<string, unknown>>): PublicJwk | undefined => {
  const kty = typeof jwk.kty === 'string' ? jwk.kty : '';
  const members = Object.hasOwn(publicMembers, kty) ? publicMembers[kty] : undefined;
  if (!members) return undefined;
  const bare: Record<string, unknown> = {};
  for (const member of members) bare[member] = jwk[member];
  return { ...bare, kty };
};

/** How node:crypto signs. */
export const signatureOptions: Readonly<
  Record<
    SigningAlgorithm,
    {
      readonly shape: KeyShape;
      readonly hash: string | undefined;
      readonly options: {
        readonly dsaEncoding?: 'ieee-p1363';
        readonly padding?: number;
        readonly saltLength?: number;
      };
    }
  >
> = {
  // RFC 7518 §3.4: R and S side by side, not DER.
  ES256: { shape: { kty: 'EC', crv: 'P-256' }, hash: 'sha256', options: { dsaEncoding: 'ieee-p1363' } },
  EdDSA: { shape: ED25519, hash: undefined, options: {} },
  RS256: { shape: RSA, hash: 'sha256', options: { padding: constants.RSA_PKCS1_PADDING } },
  // RFC 7518 §3.5: the salt is as long as the hash.
  PS256: {
    shape: RSA,
    hash: 'sha256',
    options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
  },
};
