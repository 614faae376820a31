import { importJWK, type JWK, SignJWT } from 'jose';
import { CallFailed } from '../problems/call-failed.ts';

const ASSERTION_SECONDS = 60;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

interface Proven {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly privateKeyJwt?: JWK | undefined;
}

/** What a token request carries to prove who asks. */
export interface ClientProof {
  readonly headers: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

/** RFC 6749 §2.3.1: form-encoded before it is joined. */
const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

const usualAlgorithm = ({ kty, crv }: JWK): string => {
  if (kty === 'RSA') return 'RS256';
  if (kty === 'OKP') return 'EdDSA';
  return crv === 'P-384' ? 'ES384' : crv === 'P-521' ? 'ES512' : 'ES256';
};

/** RFC 7523 §3: for this issuer, used once. Rejects with `CallFailed` for a key that cannot sign. */
const assertion = async ({ issuer, clientId }: Proven, key: JWK, nowSeconds: number): Promise<string> => {
  const alg = key.alg ?? usualAlgorithm(key);
  const claims = new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg, ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(issuer)
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + ASSERTION_SECONDS);
  try {
    return await claims.sign(await importJWK(key, alg));
  } catch {
    // Nothing of the key, nor of what the library says of it
    throw new CallFailed('key.unusable', `of ${clientId}, as ${alg}`);
  }
};

export const clientProof = async (proven: Proven, nowMs: () => number): Promise<ClientProof> => {
  const { clientId, clientSecret = '', privateKeyJwt } = proven;
  if (privateKeyJwt === undefined) {
    const basic = btoa(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`);
    return { headers: { authorization: `Basic ${basic}` }, form: {} };
  }
  const text = await assertion(proven, privateKeyJwt, Math.floor(nowMs() / 1000));
  return { headers: {}, form: { client_assertion_type: ASSERTION_TYPE, client_assertion: text } };
};
