import { Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { factorsOf } from '../factors/registry.ts';
import { isTwoFactor } from '../issuance/acr.ts';
import type { AccessToken } from '../ports/access-token.ts';
import type { Account } from '../ports/account.ts';
import type { BrowserSession } from '../ports/browser-session.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import { findLiveAccessToken } from '../tokens/find-access-token.ts';
import { FIRST_PARTY_CLIENT_ID } from '../tokens/find-app-password.ts';

/** Somebody who is signed in, as the token says that a client shows. */
export interface ShownSession extends Pick<BrowserSession, 'authenticatedAt' | 'methods'> {
  readonly account: Account;
  /** What the token may be used for. */
  readonly scopes: readonly string[];
}

type SignIn = Pick<BrowserSession, 'accountId' | 'authenticatedAt' | 'methods'>;

/** The session that a token of `POST /api/v1/session` is the handle of; none for one that an app password was traded for. */
const ofHandle = async ({ sessionId }: AccessToken, { stores }: EngineOptions): Promise<SignIn | undefined> => {
  const session = sessionId === undefined ? undefined : await stores.browserSessions.find(sessionId);
  return session?.endedAt === undefined ? session : undefined;
};

/** The sign-in in which a client got its own token, while the person is signed in still. */
const ofAuthorization = async (
  { authorizationId }: AccessToken,
  { stores, clock }: EngineOptions,
): Promise<SignIn | undefined> => {
  const authorization = authorizationId === undefined ? undefined : await stores.authorizations.find(authorizationId);
  if (authorization === undefined) return undefined;
  const live = await stores.browserSessions.listLive(authorization.accountId, seconds(clock));
  return live.some(({ sid }) => sid === authorization.sid) ? authorization : undefined;
};

const signInOf = async (token: AccessToken, client: Client, options: EngineOptions): Promise<SignIn | undefined> => {
  // A key that nobody proves here, or somebody who acts for another one
  if (token.jkt !== undefined || token.act !== undefined || token.parents !== undefined) return undefined;
  if (token.clientId === FIRST_PARTY_CLIENT_ID) return ofHandle(token, options);
  return token.clientId === client.id ? ofAuthorization(token, options) : undefined;
};

/** Who is signed in, by a token that is shown: of a session of Cardea's own API, or of the client that shows it. */
export const findShownSession = async (
  text: string,
  client: Client,
  options: EngineOptions,
): Promise<ShownSession | Refusal> => {
  const token = await findLiveAccessToken(text, options);
  if (typeof token === 'string') {
    const effect = { kind: 'count-failure', clientId: client.id } as const;
    return new Refusal('password.session', { detail: { token }, effect });
  }
  const signIn = await signInOf(token, client, options);
  const account = signIn && (await options.stores.accounts.find(signIn.accountId));
  if (signIn === undefined || account?.state !== 'active')
    return refuse('password.session', { token: token.id, account: account?.id });
  const { authenticatedAt, methods } = signIn;
  return { account, authenticatedAt, methods, scopes: token.scopes };
};

/** An app password goes around the second factor: who makes one has proved a moment ago who they are, with theirs. */
export const checkSignIn = async (
  { account, authenticatedAt, methods }: ShownSession,
  client: Client,
  { clock, people, stores, factors }: EngineOptions,
): Promise<Refusal | undefined> => {
  const ageSeconds = seconds(clock) - authenticatedAt;
  if (ageSeconds > people.freshSignInSeconds) return refuse('password.not_fresh', { ageSeconds });
  const hasFactor = factorsOf(await stores.factors.count(account.id)).length > 0;
  const needed = hasFactor || (client.factors ?? factors.policy) === 'two_factors';
  return needed && !isTwoFactor(methods)
    ? refuse('password.session_factor', { account: account.id, methods })
    : undefined;
};
