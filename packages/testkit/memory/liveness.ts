import type { AccessToken, Authorization, BrowserSession } from '@cardea/core';
import type { State } from './state.ts';

/** When a token was revoked: on its own, or with its authorization; from the first where that is gone. */
export const revokedAt = ({ authorizations }: State, token: AccessToken): number | undefined => {
  if (token.revokedAt !== undefined || token.authorizationId === undefined) return token.revokedAt;
  const authorization = authorizations.get(token.authorizationId);
  return authorization ? authorization.revokedAt : token.issuedAt;
};

export const isLive = (state: State, token: AccessToken, at: number): boolean =>
  revokedAt(state, token) === undefined && token.expiresAt > at;

export const isLiveSession = (session: BrowserSession, at: number): boolean =>
  session.endedAt === undefined && session.expiresAt > at && session.endsAt > at;

export const stands = (authorization: Authorization, at: number): boolean =>
  authorization.revokedAt === undefined && authorization.endsAt > at;
