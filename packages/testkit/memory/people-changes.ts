import type { PeopleChange } from '@cardea/core';
import { isLiveSession, stands } from './liveness.ts';
import { consentKey } from './state.ts';
import type { ChangeTable } from './tables.ts';

/** Replaces the row with this key, where it fits. */
const update = <T>(map: Map<string, T>, key: string, fits: (row: T) => boolean, to: (row: T) => T): void => {
  const row = map.get(key);
  if (row !== undefined && fits(row)) map.set(key, to(row));
};

export const peopleChanges: ChangeTable<PeopleChange['kind']> = {
  'browser_session.insert': ({ browserSessions }, { session }) => browserSessions.set(session.id, session),
  'browser_session.touch': ({ browserSessions }, { id, lastSeenAt, expiresAt }) =>
    update(
      browserSessions,
      id,
      (session) => isLiveSession(session, lastSeenAt),
      (session) => ({ ...session, lastSeenAt, expiresAt }),
    ),
  'browser_sessions.end': ({ browserSessions }, { accountId, sid, exceptId, at }) => {
    for (const session of browserSessions.values())
      if (
        session.accountId === accountId &&
        (sid === undefined || session.sid === sid) &&
        session.id !== exceptId &&
        isLiveSession(session, at)
      )
        browserSessions.set(session.id, { ...session, endedAt: at });
  },
  'authorization_session.insert': ({ authorizationSessions }, { session }) =>
    authorizationSessions.set(session.id, session),
  'authorization.insert': ({ authorizations }, { authorization }) =>
    authorizations.set(authorization.id, authorization),
  'authorization_code.insert': ({ authorizationCodes }, { code }) => authorizationCodes.set(code.id, code),
  'authorization_code.fail': ({ authorizationCodes }, { id }) =>
    update(
      authorizationCodes,
      id,
      () => true,
      (code) => ({ ...code, failures: code.failures + 1 }),
    ),
  'refresh.start': ({ authorizations }, { authorizationId, currentHash, at, expiresAt, jkt }) =>
    update(
      authorizations,
      authorizationId,
      ({ refresh }) => refresh === undefined,
      (authorization) => ({ ...authorization, refresh: { currentHash, rotatedAt: at, generation: 0, expiresAt, jkt } }),
    ),
  'authorizations.revoke': ({ authorizations }, { accountId, clientId, sid, exceptSid, withoutScope, at }) => {
    for (const authorization of authorizations.values())
      if (
        authorization.accountId === accountId &&
        (clientId === undefined || authorization.clientId === clientId) &&
        (sid === undefined || authorization.sid === sid) &&
        authorization.sid !== exceptSid &&
        (withoutScope === undefined || !authorization.scopes.includes(withoutScope)) &&
        stands(authorization, at)
      )
        authorizations.set(authorization.id, { ...authorization, revokedAt: at });
  },
  'consent.put': ({ consents }, { consent }) => consents.set(consentKey(consent.accountId, consent.clientId), consent),
  'consent.remove': ({ consents }, { accountId, clientId }) => consents.delete(consentKey(accountId, clientId)),
};
