import type { AccessToken, Authorization, BrowserSession } from '@cardea/core';
import type { State } from './state.ts';

const withAuthorization = ({ authorizations }: State, token: AccessToken): number | undefined => {
  if (token.revokedAt !== undefined || token.authorizationId === undefined) return token.revokedAt;
  const authorization = authorizations.get(token.authorizationId);
  return authorization ? authorization.revokedAt : token.issuedAt;
};

/** What was got with an app password, or is the handle of a session, ends with it, from the first. */
const withOrigin = ({ appPasswords, browserSessions }: State, token: AccessToken): number | undefined => {
  const { appPasswordId, sessionId, issuedAt } = token;
  if (appPasswordId !== undefined && !appPasswords.has(appPasswordId)) return issuedAt;
  const session = sessionId === undefined ? undefined : browserSessions.get(sessionId);
  return sessionId === undefined || (session && session.endedAt === undefined) ? undefined : issuedAt;
};

const byItself = (state: State, token: AccessToken): number | undefined =>
  withAuthorization(state, token) ?? withOrigin(state, token);

/**
 * When a token was revoked: on its own, with its authorization, or with the first of those it was exchanged for; from the
 * first where one of them is gone.
 */
export const revokedAt = (state: State, token: AccessToken): number | undefined => {
  const own = byItself(state, token);
  if (own !== undefined) return own;
  const ends = (token.parents ?? []).flatMap((id) => {
    const parent = state.accessTokens.get(id);
    return (parent ? byItself(state, parent) : token.issuedAt) ?? [];
  });
  return ends.length === 0 ? undefined : Math.min(...ends);
};

export const isLive = (state: State, token: AccessToken, at: number): boolean =>
  revokedAt(state, token) === undefined && token.expiresAt > at;

export const isLiveSession = (session: BrowserSession, at: number): boolean =>
  session.endedAt === undefined && session.expiresAt > at && session.endsAt > at;

export const stands = (authorization: Authorization, at: number): boolean =>
  authorization.revokedAt === undefined && authorization.endsAt > at;
