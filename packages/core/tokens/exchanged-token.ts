import { isRefusal, type Refusal } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { ActorClaim } from '../ports/actor-claim.ts';
import type { Client } from '../ports/client.ts';
import { type EpochSeconds, seconds } from '../ports/clock.ts';
import type { TrustedIssuer } from '../ports/trusted-issuer.ts';
import { findLiveAccessToken, OPERATOR_CLIENT_ID } from './find-access-token.ts';
import { FIRST_PARTY_CLIENT_ID } from './find-app-password.ts';
import { findRefreshToken } from './find-refresh-token.ts';
import { type ForeignOptions, findForeignToken } from './foreign-token.ts';
import { mayActOf } from './may-act.ts';
import { isMeantFor } from './meant-for.ts';

/** What a token that is exchanged stands for (RFC 8693 §1.1). */
export interface ExchangedToken {
  /** A person, or a client that acts for itself. */
  readonly who: { readonly accountId: string } | { readonly clientId: string };
  readonly scopes: readonly string[];
  readonly expiresAt: EpochSeconds;
  readonly authorizationId?: string | undefined;
  /** The access token and those it was exchanged for: what comes of it ends with them. */
  readonly tokenIds: readonly string[];
  readonly act?: ActorClaim | undefined;
  /** Who alone may act, as it was found (RFC 8693 §4.4). */
  readonly mayAct?: unknown;
  /** The issuer that is trusted for it, where it is none of ours: it must be trusted still when something comes of it. */
  readonly trusted?: TrustedIssuer | undefined;
  /** What its issuer calls a service of its own. */
  readonly foreign?: Pick<ActorClaim, 'sub' | 'iss'> | undefined;
}

/** `unknown`: no such live token; `client`: not this client's to exchange; the others are design D12. */
export type ExchangeFailure = 'unknown' | 'client' | 'account' | 'revoked';

type Options = ForeignOptions & Pick<EngineOptions, 'mint' | 'keyring' | 'signingAlgorithms' | 'digests'>;
/** What it stands for, or why it is for nothing: a refusal where there is more to say than a word. */
type Found = ExchangedToken | ExchangeFailure | Refusal;
type Find = (text: string, client: Client, options: Options) => Promise<Found>;

/** The person of an authorization that stands. */
const personOf = async (
  authorizationId: string,
  { stores, clock }: Options,
): Promise<{ readonly accountId: string; readonly endsAt: EpochSeconds } | ExchangeFailure> => {
  const authorization = await stores.authorizations.find(authorizationId);
  if (authorization === undefined || authorization.revokedAt !== undefined) return 'revoked';
  if (authorization.endsAt <= seconds(clock)) return 'revoked';
  const account = await stores.accounts.find(authorization.accountId);
  return account?.state === 'active' ? { accountId: account.id, endsAt: authorization.endsAt } : 'account';
};

const accessToken: Find = async (text, client, options) => {
  const token = await findLiveAccessToken(text, options);
  // What an operator made in a terminal is for nobody to pass on
  if (typeof token === 'string' || token.clientId === OPERATOR_CLIENT_ID) return 'unknown';
  // It has no authorization that says who may pass it on
  if (token.clientId === FIRST_PARTY_CLIENT_ID) return 'client';
  if (!(await isMeantFor(client.id, token, options))) return 'client';
  const { id, authorizationId, scopes, expiresAt, parents = [], act, subject } = token;
  const mayAct = await mayActOf(token.clientId, options);
  const common = { scopes, expiresAt, authorizationId, act, mayAct, tokenIds: [id, ...parents] };
  if (authorizationId === undefined) return { ...common, who: { clientId: subject } };
  const person = await personOf(authorizationId, options);
  return typeof person === 'string' ? person : { ...common, who: { accountId: person.accountId } };
};

/** A refresh token speaks to the authorization server alone: only its own client may exchange it. */
const refreshToken: Find = async (text, client, options) => {
  const authorization = await findRefreshToken(text, options);
  if (authorization === undefined) return 'unknown';
  if (authorization.clientId !== client.id) return 'client';
  const expiresAt = Math.min(authorization.refresh.expiresAt, authorization.endsAt);
  if (expiresAt <= seconds(options.clock)) return 'unknown';
  const person = await personOf(authorization.id, options);
  if (typeof person === 'string') return person;
  const { id: authorizationId, scopes } = authorization;
  const mayAct = await mayActOf(client.id, options);
  return { who: { accountId: person.accountId }, scopes, expiresAt, authorizationId, mayAct, tokenIds: [] };
};

/** An ID token says who signed in to a client: it stands for what they allowed that client then, as long as that stands. */
const idToken: Find = async (text, client, options) => {
  const { jwt, keyring, issuer, stores, clock } = options;
  const verified = await jwt.verify(text, keyring.verificationKeys(), ['ES256', 'EdDSA', 'PS256', 'RS256']);
  if (typeof verified === 'string') return 'unknown';
  const { iss, aud, sub, sid, exp } = verified.claims;
  const now = seconds(clock);
  if (verified.header.typ !== 'JWT' || iss !== issuer || typeof exp !== 'number' || exp <= now) return 'unknown';
  if (typeof sub !== 'string' || typeof sid !== 'string') return 'unknown';
  if (aud !== client.id) return 'client';
  // A pairwise subject is a name without a way back to the person
  const account = client.subjectType === 'public' ? await stores.accounts.find(sub) : undefined;
  if (account === undefined) return 'unknown';
  if (account.state !== 'active') return 'account';
  const allowed = await stores.authorizations.listLive(account.id, now);
  const authorization = allowed.find((one) => one.clientId === client.id && one.sid === sid);
  if (authorization === undefined) return 'revoked';
  const { id: authorizationId, scopes, endsAt } = authorization;
  const expiresAt = Math.min(exp, endsAt);
  const mayAct = await mayActOf(client.id, options);
  return { who: { accountId: account.id }, scopes, expiresAt, authorizationId, mayAct, tokenIds: [] };
};

/** The word of an issuer that is trusted: a person here, or a service of theirs. There is nothing of ours that it ends with. */
const foreignToken: Find = async (text, client, options) => {
  const found = await findForeignToken(text, client, options);
  if (isRefusal(found)) return found;
  const { subject, scopes, expiresAt, act, mayAct, trusted } = found;
  const common = { scopes, expiresAt, act, mayAct, trusted, tokenIds: [] };
  if ('service' in subject)
    return { ...common, who: { clientId: subject.service }, foreign: { sub: found.sub, iss: trusted.issuer } };
  const { id, state } = subject.account;
  return state === 'active' ? { ...common, who: { accountId: id } } : 'account';
};

const URN = 'urn:ietf:params:oauth:token-type:';

/** Types of tokens that are taken (RFC 8693 §3). */
const finders: Readonly<Record<string, Find>> = {
  [`${URN}access_token`]: accessToken,
  [`${URN}refresh_token`]: refreshToken,
  [`${URN}id_token`]: idToken,
  [`${URN}jwt`]: foreignToken,
};

export const exchangeableTypes: readonly string[] = Object.keys(finders);

/** What a token of a type stands for, where this client may exchange it. */
export const findExchanged = (
  { type, text }: { readonly type: string; readonly text: string },
  client: Client,
  options: Options,
): Promise<Found> => {
  const find = Object.hasOwn(finders, type) ? finders[type] : undefined;
  return find === undefined ? Promise.resolve('unknown') : find(text, client, options);
};
