import type { Removal } from '@cardea/core';
import { removeWhere, type State } from './state.ts';

const expiredOf = <T>(map: Map<string, T>, isExpired: (row: T) => boolean): readonly (() => void)[] =>
  [...map]
    .filter(([, row]) => isExpired(row))
    .map(
      ([key]) =>
        () =>
          map.delete(key),
    );

/** `Stores.removeExpired`. */
export const removeExpired = (state: State, { now, limit, auditBefore = 0 }: Removal): number => {
  const expired = [
    ...expiredOf(state.accessTokens, ({ expiresAt }) => expiresAt <= now),
    ...expiredOf(state.initialAccessTokens, ({ expiresAt }) => expiresAt !== undefined && expiresAt <= now),
    ...expiredOf(state.appPasswords, ({ expiresAt }) => expiresAt !== undefined && expiresAt <= now),
    ...expiredOf(state.assertions, (expiresAt) => expiresAt <= now),
    ...expiredOf(state.arrivalsMs, (arrivalMs) => arrivalMs <= now * 1000),
    ...expiredOf(state.signingKeys, ({ removeAt }) => removeAt !== undefined && removeAt <= now),
    ...expiredOf(state.authorizationSessions, ({ expiresAt }) => expiresAt <= now),
    ...expiredOf(state.pushedRequests, ({ expiresAt }) => expiresAt <= now),
    ...expiredOf(state.upstreamAttempts, ({ expiresAt }) => expiresAt <= now),
    ...expiredOf(state.emailCodes, ({ expiresAt }) => expiresAt <= now),
    ...expiredOf(state.oneTimeLinks, ({ expiresAt }) => expiresAt <= now),
    ...expiredOf(state.keptRefusals, ({ removeAt }) => removeAt <= now),
    ...expiredOf(state.idempotentCalls, ({ removeAt }) => removeAt <= now),
    ...expiredOf(state.stats, ({ removeAt }) => removeAt <= now),
    ...expiredOf(state.outbox, ({ removeAt }) => removeAt <= now),
    ...[...state.browserSessions.values()]
      .filter(({ expiresAt }) => expiresAt <= now)
      .map(({ id, sid, endedAt }) => () => {
        if (endedAt === undefined)
          removeWhere(state.sessionClients, (row) => row.sid === sid && row.endedAt === undefined);
        state.browserSessions.delete(id);
      }),
    ...expiredOf(state.deviceCodes, ({ removeAt }) => removeAt <= now),
    ...[...state.authorizations.values()]
      .filter(({ endsAt }) => endsAt <= now)
      .map(({ id }) => () => {
        removeWhere(state.authorizationCodes, ({ authorizationId }) => authorizationId === id);
        state.authorizations.delete(id);
      }),
    // The newest stays: the next is counted from it
    ...state.audit
      .slice(0, -1)
      .filter(({ at }) => at < auditBefore)
      .map((entry) => () => state.audit.splice(state.audit.indexOf(entry), 1)),
  ].slice(0, limit);
  for (const remove of expired) remove();
  const oldest = state.audit[0]?.sequence ?? 0;
  const anchor = state.auditSeals.findLastIndex(({ to }) => to < oldest);
  if (anchor > 0) state.auditSeals.splice(0, anchor);
  return expired.length;
};
