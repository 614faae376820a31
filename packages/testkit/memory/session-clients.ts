import type { SessionClient, SessionClientChange, SessionClientGuard, Stores } from '@cardea/core';
import { compareIds, type State, sessionClientKey } from './state.ts';
import type { ChangeTable, GuardTable } from './tables.ts';

export const sessionClientGuards: GuardTable<SessionClientGuard['kind']> = {
  'session_client.take': ({ sessionClients }, { sid, clientId }) => {
    const key = sessionClientKey(sid, clientId);
    return sessionClients.get(key)?.endedAt === undefined ? undefined : () => sessionClients.delete(key);
  },
};

export const sessionClientChanges: ChangeTable<SessionClientChange['kind']> = {
  'session_client.put': ({ sessionClients }, { sessionClient }) =>
    sessionClients.set(sessionClientKey(sessionClient.sid, sessionClient.clientId), sessionClient),
  'session_clients.end': ({ sessionClients }, { accountId, sid, exceptSid, clientId, at }) => {
    for (const [key, row] of sessionClients)
      if (
        row.accountId === accountId &&
        (sid === undefined || row.sid === sid) &&
        row.sid !== exceptSid &&
        (clientId === undefined || row.clientId === clientId) &&
        row.endedAt === undefined
      )
        sessionClients.set(key, { ...row, endedAt: at });
  },
};

const byIds = (a: SessionClient, b: SessionClient): number =>
  compareIds(a.sid, b.sid) || compareIds(a.clientId, b.clientId);

export const sessionClientStore = ({ sessionClients }: State): Stores['sessionClients'] => ({
  list: async (sid) => [...sessionClients.values()].filter((row) => row.sid === sid).sort(byIds),
  listEnded: async ({ limit }) =>
    [...sessionClients.values()]
      .filter(({ endedAt }) => endedAt !== undefined)
      .sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0) || byIds(a, b))
      .slice(0, limit),
});
