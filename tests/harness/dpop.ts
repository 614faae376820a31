import { createHash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { HeaderFields } from './oauth.ts';

export interface ProofOptions {
  readonly method?: string;
  readonly accessToken?: string | undefined;
  readonly nonce?: string | undefined;
  /** Claims and header members in place of the right ones; undefined takes one away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** A client's key, and proofs that it holds it (RFC 9449 §4.2). */
export interface DpopKey {
  readonly jkt: string;
  readonly publicJwk: JWK;
  readonly privateJwk: JWK;
  proof(url: string, options?: ProofOptions): Promise<string>;
  /** The header with a proof for a POST, or as the options say. */
  header(url: string, options?: ProofOptions): Promise<HeaderFields>;
}

export const createDpopKey = async (algorithm = 'ES256'): Promise<DpopKey> => {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const proof = async (url: string, { method = 'POST', accessToken, nonce, claims, header }: ProofOptions = {}) => {
    const ath = accessToken === undefined ? undefined : createHash('sha256').update(accessToken).digest('base64url');
    const payload = {
      jti: randomUUID(),
      htm: method,
      htu: url,
      iat: Math.floor(Date.now() / 1000),
      ath,
      nonce,
      ...claims,
    };
    return new SignJWT(JSON.parse(JSON.stringify(payload)))
      .setProtectedHeader({ alg: algorithm, typ: 'dpop+jwt', jwk: publicJwk, ...header })
      .sign(privateKey);
  };
  return {
    jkt: await calculateJwkThumbprint(publicJwk),
    publicJwk,
    privateJwk: await exportJWK(privateKey),
    proof,
    header: async (url, options) => ({ dpop: await proof(url, options) }),
  };
};

export const dpop = (token: string): HeaderFields => ({ authorization: `DPoP ${token}` });
