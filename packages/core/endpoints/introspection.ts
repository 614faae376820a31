import { formatScope, handlePrefixes, isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { authenticate } from '../client-auth/authenticate.ts';
import type { EngineOptions } from '../engine-options.ts';
import { acrOf } from '../issuance/acr.ts';
import { subjectFor } from '../issuance/subject.ts';
import type { FailureLimiter } from '../limits/failure-limiter.ts';
import type { AccessToken } from '../ports/access-token.ts';
import type { ActorClaim } from '../ports/actor-claim.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { ClientRequest } from '../ports/request.ts';
import { findLiveAccessToken } from '../tokens/find-access-token.ts';
import { findRefreshToken } from '../tokens/find-refresh-token.ts';
import { mayActOf } from '../tokens/may-act.ts';
import { isMeantFor } from '../tokens/meant-for.ts';

/** RFC 7662 §2.2; of a token that is not the caller's to see, nothing but `active: false`. */
export interface IntrospectionResponse {
  readonly active: boolean;
  readonly scope?: string;
  readonly client_id?: string;
  /** Of an app password, which is presented beside it (RFC 7617). */
  readonly username?: string;
  readonly token_type?: 'Bearer' | 'DPoP';
  /** RFC 9449 §6.2 */
  readonly cnf?: { readonly jkt: string };
  readonly exp?: number;
  readonly iat?: number;
  readonly sub?: string;
  readonly aud?: string | readonly string[];
  readonly iss?: string;
  readonly jti?: string;
  /** RFC 8693 §4.1 */
  readonly act?: ActorClaim;
  /** RFC 8693 §4.4 */
  readonly may_act?: ActorClaim;
  /** RFC 9470 §6.2 */
  readonly acr?: string;
  readonly auth_time?: number;
}

/** The answer, with the id of the client it is for. */
export interface Introspection {
  readonly clientId: string;
  readonly response: IntrospectionResponse;
}

const INACTIVE: IntrospectionResponse = { active: false };

/** How the person signed in whom a token speaks for (RFC 9470 §6.2). */
const authentication = async (
  { authorizationId }: AccessToken,
  { stores }: EngineOptions,
): Promise<Pick<IntrospectionResponse, 'acr' | 'auth_time'>> => {
  const authorization = authorizationId === undefined ? undefined : await stores.authorizations.find(authorizationId);
  if (authorization === undefined) return {};
  return { acr: acrOf(authorization.methods), auth_time: authorization.authenticatedAt };
};

/** The user name that belongs to an app password itself, not to what was got with one. */
const login = async (
  { id, appPasswordId, subject }: AccessToken,
  { stores }: EngineOptions,
): Promise<Pick<IntrospectionResponse, 'username'>> => {
  const account = appPasswordId === id ? await stores.accounts.find(subject) : undefined;
  return account === undefined ? {} : { username: account.username };
};

const describe = (token: AccessToken, issuer: string): IntrospectionResponse => {
  const [only] = token.audience;
  return {
    active: true,
    ...(token.scopes.length > 0 ? { scope: formatScope(token.scopes) } : {}),
    client_id: token.clientId,
    token_type: token.jkt === undefined ? 'Bearer' : 'DPoP',
    ...(token.jkt === undefined ? {} : { cnf: { jkt: token.jkt } }),
    ...(Number.isFinite(token.expiresAt) ? { exp: token.expiresAt } : {}),
    iat: token.issuedAt,
    sub: token.subject,
    aud: token.audience.length === 1 && only !== undefined ? only : token.audience,
    iss: issuer,
    jti: token.id,
    ...(token.act === undefined ? {} : { act: token.act }),
  };
};

/** A refresh token that is usable, for its own client alone. */
const describeRefreshToken = async (
  text: string,
  client: Client,
  options: EngineOptions,
): Promise<IntrospectionResponse | undefined> => {
  const authorization = await findRefreshToken(text, options);
  if (authorization?.clientId !== client.id || authorization.revokedAt !== undefined) return undefined;
  const { refresh, scopes, accountId } = authorization;
  const exp = Math.min(refresh.expiresAt, authorization.endsAt);
  const account = exp > seconds(options.clock) ? await options.stores.accounts.find(accountId) : undefined;
  if (account?.state !== 'active') return undefined;
  return {
    active: true,
    ...(scopes.length > 0 ? { scope: formatScope(scopes) } : {}),
    client_id: client.id,
    exp,
    iat: refresh.rotatedAt,
    sub: subjectFor(accountId, client, options),
    iss: options.issuer,
  };
};

const describeAccessToken = async (
  text: string,
  client: Client,
  options: EngineOptions,
): Promise<IntrospectionResponse | undefined> => {
  const token = await findLiveAccessToken(text, options);
  if (typeof token === 'string' || !(await isMeantFor(client.id, token, options))) return undefined;
  const mayAct = await mayActOf(token.clientId, options);
  return {
    ...describe(token, options.issuer),
    ...(mayAct === undefined ? {} : { may_act: mayAct }),
    ...(await authentication(token, options)),
    ...(await login(token, options)),
  };
};

/** POST /introspect (RFC 7662). */
export const introspectionEndpoint = async (
  request: ClientRequest,
  options: EngineOptions & { readonly limiter: FailureLimiter },
): Promise<Introspection | Refusal> => {
  const caller = await authenticate(request, options);
  if (isRefusal(caller)) return caller;
  // RFC 7662 §2.1: a public client has proved nothing
  if (caller.isPublic) return refuse('client.method_not_registered', { registered: 'none' });
  const text = request.parameters.get('token');
  if (text === undefined) return refuse('request.parameter_missing', { parameter: 'token' });

  const { client } = caller;
  const isRefreshToken = text.startsWith(handlePrefixes.refresh_token);
  const response = await (isRefreshToken ? describeRefreshToken : describeAccessToken)(text, client, options);
  options.observer.introspected(response !== undefined);
  return { clientId: client.id, response: response ?? INACTIVE };
};

/** The same as a signed JWT (RFC 9701 §5). */
export const signIntrospection = (
  { clientId, response }: Introspection,
  { issuer, keyring, clock }: EngineOptions,
): string =>
  keyring.signer().sign('token-introspection+jwt', {
    iss: issuer,
    aud: clientId,
    iat: seconds(clock),
    token_introspection: response,
  });
