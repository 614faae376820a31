import type { Stores } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import type { Executor } from '../executor/executor.ts';
import {
  findAccount,
  findAccountByLogin,
  findAuthorization,
  findAuthorizationCode,
  findAuthorizationSession,
  findBrowserSession,
  findConsent,
  findOwner,
  listAccounts,
  listAccountsAfter,
  listConsents,
  listDueAccounts,
  listLiveAuthorizations,
  listLiveBrowserSessions,
} from '../statements/people-queries.ts';
import type { Query } from '../statements/rows.ts';
import { listEndedSessionClients, listSessionClients } from '../statements/session-clients.ts';

type PeopleStores = Pick<
  Stores,
  | 'accounts'
  | 'authorizationCodes'
  | 'authorizationSessions'
  | 'authorizations'
  | 'browserSessions'
  | 'consents'
  | 'sessionClients'
>;

/** Accounts, sessions and what people allow: never from a copy. */
export const peopleStores = (executor: Executor): PeopleStores => {
  const bySelector = async <R>(query: Query<{ readonly id: string }, R>, id: string): Promise<R | undefined> =>
    isSelector(id) ? executor.row(query, { id }) : undefined;
  return {
    accounts: {
      find: (id) => executor.row(findAccount, { id }),
      findByLogin: (key) => executor.row(findAccountByLogin, { key }),
      findOwner: () => executor.row(findOwner, {}),
      listDue: (filter) => executor.rows(listDueAccounts, filter),
      list: ({ limit, after }) =>
        after === undefined
          ? executor.rows(listAccounts, { limit })
          : executor.rows(listAccountsAfter, { after, limit }),
    },
    browserSessions: {
      find: (id) => bySelector(findBrowserSession, id),
      listLive: (accountId, at) => executor.rows(listLiveBrowserSessions, { accountId, at }),
    },
    authorizationSessions: { find: (id) => bySelector(findAuthorizationSession, id) },
    authorizationCodes: { find: (id) => bySelector(findAuthorizationCode, id) },
    authorizations: {
      find: (id) => bySelector(findAuthorization, id),
      listLive: (accountId, at) => executor.rows(listLiveAuthorizations, { accountId, at }),
    },
    sessionClients: {
      list: (sid) => executor.rows(listSessionClients, { sid }),
      listEnded: ({ limit }) => executor.rows(listEndedSessionClients, { limit }),
    },
    consents: {
      find: (accountId, clientId) => executor.row(findConsent, { accountId, clientId }),
      list: (accountId) => executor.rows(listConsents, { accountId }),
    },
  };
};
