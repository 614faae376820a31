import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Form } from './oauth.ts';

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A key pair of a client: what it registers, and what it signs with. */
export interface ClientKey {
  readonly algorithm: string;
  readonly kid: string;
  readonly publicJwk: Readonly<Record<string, unknown>>;
  readonly privateKey: CryptoKey;
}

export const createClientKey = async (algorithm: string, kid: string): Promise<ClientKey> => {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return {
    algorithm,
    kid,
    privateKey,
    publicJwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' },
  };
};

type Json = Readonly<Record<string, unknown>>;

export interface AssertionOptions {
  /** Claims beside or instead of the right ones; undefined takes one away. */
  readonly claims?: Json;
  readonly header?: Json;
  /** Seconds since the epoch, as the server sees them. */
  readonly nowSeconds?: number;
}

/** The claims of a client assertion that is right in all (RFC 7523 §3). */
export const assertionClaims = (clientId: string, audience: string, nowSeconds = Math.floor(Date.now() / 1000)) => ({
  iss: clientId,
  sub: clientId,
  aud: audience,
  iat: nowSeconds,
  exp: nowSeconds + 60,
  jti: randomUUID(),
});

/** Signs an assertion: by default a right one. */
export const signAssertion = async (
  key: Pick<ClientKey, 'algorithm' | 'kid'> & { readonly privateKey: CryptoKey | Uint8Array },
  { clientId, audience }: { readonly clientId: string; readonly audience: string },
  { claims = {}, header = {}, nowSeconds }: AssertionOptions = {},
): Promise<string> =>
  new SignJWT({ ...assertionClaims(clientId, audience, nowSeconds), ...claims })
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid, ...header })
    .sign(key.privateKey);

const part = (value: Json | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A compact JWS of any parts, right or wrong. */
export const rawJwt = (header: Json | string, claims: Json | string, signature = ''): string =>
  `${part(header)}.${part(claims)}.${signature}`;

/** A request for a token by assertion. */
export const assertionForm = (assertion: string, extra: Readonly<Record<string, string>> = {}): Form => ({
  grant_type: 'client_credentials',
  client_assertion_type: ASSERTION_TYPE,
  client_assertion: assertion,
  ...extra,
});
