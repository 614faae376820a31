import { parseAppPassword, parseHandle, type RefusalCode } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { AccessToken } from '../ports/access-token.ts';
import { seconds } from '../ports/clock.ts';
import { appPasswordAsToken, FIRST_PARTY_CLIENT_ID } from './find-app-password.ts';

type Dependencies = Pick<EngineOptions, 'stores' | 'mint' | 'jwt' | 'keyring' | 'issuer' | 'signingAlgorithms'>;
export type TokenFailure = Extract<
  RefusalCode,
  'token.malformed' | 'token.unknown' | 'token.expired' | 'token.revoked'
>;

const findOpaque = async (text: string, { stores, mint }: Dependencies): Promise<AccessToken | TokenFailure> => {
  const parts = parseHandle('access_token', text);
  if (parts === undefined) return 'token.malformed';
  const token = await stores.accessTokens.find(parts.selector);
  if (token?.verifierHash === undefined) return 'token.unknown';
  return mint.verify(parts.verifier, token.verifierHash) ? token : 'token.unknown';
};

const JTI = /^[A-Za-z0-9_-]{22}$/;

const findJwt = async (
  text: string,
  { stores, jwt, keyring, issuer }: Dependencies,
): Promise<AccessToken | TokenFailure> => {
  const verified = await jwt.verify(text, keyring.verificationKeys(), ['ES256', 'EdDSA', 'PS256', 'RS256']);
  if (typeof verified === 'string') return 'token.malformed';
  const { header, claims } = verified;
  // RFC 9068 §4: an ID token or a logout token is no access token
  if (header.typ !== 'at+jwt' || claims.iss !== issuer || typeof claims.jti !== 'string' || !JTI.test(claims.jti))
    return 'token.malformed';
  const token = await stores.accessTokens.find(claims.jti);
  return token?.format === 'jwt' ? token : 'token.unknown';
};

/** The stored access token that a text stands for, revoked or expired ones included: its holder has proved possession. */
export const findAccessToken = (text: string, dependencies: Dependencies): Promise<AccessToken | TokenFailure> =>
  text.startsWith('cda_') ? findOpaque(text, dependencies) : findJwt(text, dependencies);

/** The live access token or app password that a text stands for: known, not expired, not revoked, of a client that is enabled (design D12). */
export const findLiveAccessToken = async (
  text: string,
  dependencies: Dependencies & Pick<EngineOptions, 'clock' | 'digests'>,
): Promise<AccessToken | TokenFailure> => {
  if (parseAppPassword(text) !== undefined) return appPasswordAsToken(text, dependencies);
  const token = await findAccessToken(text, dependencies);
  if (typeof token === 'string') return token;
  if (token.revokedAt !== undefined) return 'token.revoked';
  if (token.expiresAt <= seconds(dependencies.clock)) return 'token.expired';
  if (token.clientId === OPERATOR_CLIENT_ID || token.clientId === FIRST_PARTY_CLIENT_ID) return token;
  const client = await dependencies.stores.clients.find(token.clientId);
  return client?.enabled ? token : 'token.revoked';
};

/** Holder of the tokens that an operator makes in a terminal; nobody can authenticate as it. */
export const OPERATOR_CLIENT_ID = 'cardea-cli';
