import { importJWK, type JWK, SignJWT } from 'jose';
import type { ResourceClock } from '../clock.ts';

/** Who this resource server is at the issuer: a secret, or a private JWK with its `alg` (and `kid`). */
export type IntrospectionCredentials =
  | { readonly clientId: string; readonly clientSecret: string }
  | { readonly clientId: string; readonly privateKey: JWK & { readonly alg: string } };

export interface IntrospectionRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

/** Adds the credentials to a request. */
export type Authenticate = () => Promise<IntrospectionRequest>;

const ASSERTION_TTL_SECONDS = 60;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'; // RFC 7523 §2.2

const formEncode = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

/** RFC 6749 §2.3.1: id and secret are form-encoded before they are joined. */
const basic = (id: string, secret: string): Authenticate => {
  const authorization = `Basic ${btoa(`${formEncode(id)}:${formEncode(secret)}`)}`;
  return async () => ({ headers: { authorization }, form: {} });
};

/** RFC 7523 §3: a new assertion, with a new `jti`, for each request; its audience is the issuer. */
const signed = (
  { clientId, privateKey }: Extract<IntrospectionCredentials, { readonly privateKey: JWK }>,
  issuer: string,
  clock: ResourceClock,
): Authenticate => {
  const { alg, kid } = privateKey;
  return async () => {
    const now = Math.floor(clock.nowMs() / 1000);
    const assertion = await new SignJWT({ jti: crypto.randomUUID() })
      .setProtectedHeader({ alg, ...(kid === undefined ? {} : { kid }) })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(issuer)
      .setIssuedAt(now)
      .setExpirationTime(now + ASSERTION_TTL_SECONDS)
      .sign(await importJWK(privateKey, alg));
    return {
      headers: {},
      form: { client_id: clientId, client_assertion_type: ASSERTION_TYPE, client_assertion: assertion },
    };
  };
};

export const authenticateWith = (
  credentials: IntrospectionCredentials,
  issuer: string,
  clock: ResourceClock,
): Authenticate =>
  'privateKey' in credentials
    ? signed(credentials, issuer, clock)
    : basic(credentials.clientId, credentials.clientSecret);
