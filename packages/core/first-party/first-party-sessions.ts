import { formatScope, isRefusal, isSubset, type Parameters, parseScope, type Refusal, refuse } from '@cardea/protocol';
import { appPasswordScopes } from '../app-passwords/app-password-fields.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { AccessToken } from '../ports/access-token.ts';
import type { Account } from '../ports/account.ts';
import { seconds } from '../ports/clock.ts';
import type { Caller } from '../ports/request.ts';
import type { Change } from '../ports/unit.ts';
import { newSession } from '../sessions/browser-sessions.ts';
import { FIRST_PARTY_CLIENT_ID, type LiveAppPassword } from '../tokens/find-app-password.ts';
import { newSessionToken } from './session-token.ts';
import { proveLogin, type SignedInByPassword } from './sign-in.ts';

/** A session as its holder sees it; `access_token` only in the answer that makes it. */
export interface SessionDocument {
  readonly access_token?: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
  /** By the person's own password, or an app password. */
  readonly signed_in_with: 'password' | 'app_password';
  readonly user: { readonly sub: string; readonly username: string; readonly name?: string; readonly email?: string };
}

export interface SessionRequest {
  readonly parameters: Parameters;
  readonly caller: Caller;
  readonly userAgent: string;
}

/** Sessions of Cardea's own API: for scripts and programs of the house that sign a person in without a page. */
export interface FirstPartySessions {
  start(request: SessionRequest): Promise<SessionDocument | Refusal>;
  /** The session that a live token is the handle of. */
  show(tokenId: string | undefined): Promise<SessionDocument | Refusal>;
  end(tokenId: string | undefined, caller: Caller): Promise<Refusal | undefined>;
}

const documentOf = (token: AccessToken, account: Account, now: number): SessionDocument => ({
  token_type: 'Bearer',
  expires_in: token.expiresAt - now,
  scope: formatScope(token.scopes),
  signed_in_with: token.appPasswordId === undefined ? 'password' : 'app_password',
  user: {
    sub: account.id,
    username: account.username,
    ...(account.profile.name === undefined ? {} : { name: account.profile.name }),
    ...(account.email === undefined ? {} : { email: account.email }),
  },
});

/** What is asked for, of what may be had. */
const scopesOf = (
  asked: string | undefined,
  { most, usual }: { readonly most: readonly string[]; readonly usual: readonly string[] },
): readonly string[] | Refusal => {
  if (asked === undefined) return usual;
  const scopes = parseScope(asked);
  if (isRefusal(scopes)) return scopes;
  return isSubset(scopes, most) ? scopes : refuse('scope.not_allowed', { requested: scopes, registered: most });
};

const byPassword = async (
  { account, methods }: SignedInByPassword,
  { parameters, caller, userAgent }: SessionRequest,
  options: EngineOptions,
): Promise<SessionDocument | Refusal> => {
  const most = (await appPasswordScopes(options.stores.scopes)).map(({ name }) => name);
  const scopes = scopesOf(parameters.get('scope'), { most, usual: [] });
  if (isRefusal(scopes)) return scopes;
  const ttlSeconds = Math.min(options.lifetimes.accessTokenTtlSeconds, options.people.sessionMaxSeconds);
  const { session, unit } = newSession({ account, methods, caller, userAgent, replaces: undefined }, options);
  const endsAt = session.createdAt + ttlSeconds;
  const made = await newSessionToken({ account, scopes, ttlSeconds, caller, from: { sessionId: session.id } }, options);
  const held = await options.stores.commit({
    guard: {
      kind: 'browser_session.start',
      session: { ...session, expiresAt: endsAt, endsAt },
      accountVersion: account.version,
    },
    changes: [...unit.changes, ...made.changes],
  });
  if (!held) return refuse('login.inactive', { account: account.id, changed: true });
  return { access_token: made.text, ...documentOf(made.record, account, session.createdAt) };
};

const byAppPassword = async (
  { account, appPassword }: LiveAppPassword,
  { parameters, caller }: SessionRequest,
  options: EngineOptions,
): Promise<SessionDocument | Refusal> => {
  const { id, scopes: most, expiresAt = Number.POSITIVE_INFINITY } = appPassword;
  const scopes = scopesOf(parameters.get('scope'), { most, usual: most });
  if (isRefusal(scopes)) return scopes;
  const at = seconds(options.clock);
  const ttlSeconds = Math.min(options.lifetimes.accessTokenTtlSeconds, expiresAt - at);
  const made = await newSessionToken({ account, scopes, ttlSeconds, caller, from: { appPasswordId: id } }, options);
  const held = await options.stores.commit({ guard: { kind: 'app_password.standing', id, at }, changes: made.changes });
  return held
    ? { access_token: made.text, ...documentOf(made.record, account, at) }
    : refuse('login.wrong_password', { account: account.id });
};

export const createFirstPartySessions = (options: EngineOptions): FirstPartySessions => {
  const { stores, clock } = options;

  const find = async (tokenId: string | undefined): Promise<AccessToken | Refusal> => {
    const token = tokenId === undefined ? undefined : await stores.accessTokens.find(tokenId);
    return token?.clientId === FIRST_PARTY_CLIENT_ID ? token : refuse('session.not_one');
  };

  return {
    async start(request) {
      const { parameters, caller } = request;
      const [username, password] = [parameters.get('username'), parameters.get('password')];
      if (username === undefined || password === undefined)
        return refuse('request.parameter_missing', { parameter: username === undefined ? 'username' : 'password' });
      const proven = await proveLogin({ username, password, code: parameters.get('code'), caller }, options);
      if (isRefusal(proven)) return proven;
      return 'appPassword' in proven ? byAppPassword(proven, request, options) : byPassword(proven, request, options);
    },

    async show(tokenId) {
      const token = await find(tokenId);
      if (isRefusal(token)) return token;
      const account = await stores.accounts.find(token.subject);
      return account?.state === 'active' ? documentOf(token, account, seconds(clock)) : refuse('token.revoked');
    },

    async end(tokenId, { address, requestId }) {
      const token = await find(tokenId);
      if (isRefusal(token)) return token;
      const at = seconds(clock);
      const { id, sessionId, subject } = token;
      const session = sessionId === undefined ? undefined : await stores.browserSessions.find(sessionId);
      const entry = { at, actor: { kind: 'user', id: subject, address, requestId } } as const;
      const ending: readonly Change[] =
        session === undefined
          ? []
          : [
              { kind: 'browser_sessions.end', accountId: subject, sid: session.sid, at },
              { kind: 'audit.append', entry: { ...entry, action: 'session.ended', target: session.id } },
            ];
      const held = await stores.commit({
        guard: { kind: 'access_token.revoke', id, at },
        changes: [...ending, { kind: 'audit.append', entry: { ...entry, action: 'access_token.revoked', target: id } }],
      });
      return held ? undefined : refuse('token.revoked');
    },
  };
};
