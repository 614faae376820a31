import type { Stores } from '@cardea/core';
import { isLiveSession, stands } from './liveness.ts';
import { isActiveOwner } from './people-guards.ts';
import { compareIds, consentKey, type State } from './state.ts';

type PeopleStores = Pick<
  Stores,
  'accounts' | 'authorizationCodes' | 'authorizationSessions' | 'authorizations' | 'browserSessions' | 'consents'
>;

interface Made {
  readonly id: string;
  readonly createdAt: number;
}

const newestFirst = (a: Made, b: Made): number => b.createdAt - a.createdAt || compareIds(b.id, a.id);

/** The rows after the one named, of rows in the order of creation. */
export const after = <T extends { readonly id: string }>(rows: readonly T[], id: string | undefined): readonly T[] => {
  if (id === undefined) return rows;
  const index = rows.findIndex((row) => row.id === id);
  return index < 0 ? [] : rows.slice(index + 1);
};

export const peopleStores = (state: State): PeopleStores => ({
  accounts: {
    find: async (id) => state.accounts.get(id),
    findByLogin: async (key) =>
      [...state.accounts.values()].find(({ usernameKey, emailKey }) => usernameKey === key || emailKey === key),
    findOwner: async () => [...state.accounts.values()].find(isActiveOwner),
    listDue: async ({ at, limit }) =>
      [...state.accounts.values()]
        .filter(({ state: is, deleteAt }) => is === 'deleting' && deleteAt !== undefined && deleteAt <= at)
        .sort((a, b) => (a.deleteAt ?? 0) - (b.deleteAt ?? 0))
        .slice(0, limit),
    list: async (page) => after([...state.accounts.values()], page.after).slice(0, page.limit),
  },
  browserSessions: {
    find: async (id) => state.browserSessions.get(id),
    listLive: async (accountId, at) =>
      [...state.browserSessions.values()]
        .filter((session) => session.accountId === accountId && isLiveSession(session, at))
        .sort(newestFirst),
  },
  authorizationSessions: { find: async (id) => state.authorizationSessions.get(id) },
  authorizationCodes: { find: async (id) => state.authorizationCodes.get(id) },
  authorizations: {
    find: async (id) => state.authorizations.get(id),
    listLive: async (accountId, at) =>
      [...state.authorizations.values()]
        .filter((authorization) => authorization.accountId === accountId && stands(authorization, at))
        .sort(newestFirst),
  },
  consents: {
    find: async (accountId, clientId) => state.consents.get(consentKey(accountId, clientId)),
    list: async (accountId) =>
      [...state.consents.values()]
        .filter((consent) => consent.accountId === accountId)
        .sort((a, b) => b.grantedAt - a.grantedAt || compareIds(a.clientId, b.clientId)),
  },
});
