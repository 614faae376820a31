import { SignJWT } from 'jose';
import type { ClientKey } from './assertions.ts';
import { CALLBACK, ISSUER } from './engine.ts';
import { pkce } from './flow-values.ts';

type Json = Readonly<Record<string, unknown>>;

export const OBJECT_TYPE = 'oauth-authz-req+jwt';

/** The claims of a request object that is right in all (RFC 9101 §4). */
export const requestClaims = (clientId: string, nowSeconds: number): Json => ({
  iss: clientId,
  aud: ISSUER,
  client_id: clientId,
  exp: nowSeconds + 300,
  nbf: nowSeconds,
  iat: nowSeconds,
  response_type: 'code',
  redirect_uri: CALLBACK,
  scope: 'openid',
  state: 'inside',
  nonce: 'n',
  code_challenge: pkce().challenge,
  code_challenge_method: 'S256',
});

/** Signs a request object: by default with the header of RFC 9101 §4. */
export const signRequest = (
  { algorithm, kid, privateKey }: Pick<ClientKey, 'algorithm' | 'kid' | 'privateKey'>,
  claims: Json,
  header: Json = {},
): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid, typ: OBJECT_TYPE, ...header }).sign(privateKey);
