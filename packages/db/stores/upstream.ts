import type { Stores } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import type { Executor } from '../executor/executor.ts';
import {
  findIdentityLink,
  findIdentityProvider,
  findUpstreamAttempt,
  listIdentityLinks,
  listIdentityProviders,
} from '../statements/upstream-queries.ts';

type UpstreamStores = Pick<Stores, 'identityProviders' | 'identityLinks' | 'upstreamAttempts'>;

/** Identity providers and who signs in there: never from a copy. */
export const upstreamStores = (executor: Executor): UpstreamStores => ({
  identityProviders: {
    find: (id) => executor.row(findIdentityProvider, { id }),
    list: () => executor.rows(listIdentityProviders, {}),
  },
  identityLinks: {
    find: (providerId, subject) => executor.row(findIdentityLink, { providerId, subject }),
    list: (accountId) => executor.rows(listIdentityLinks, { accountId }),
  },
  upstreamAttempts: {
    find: async (id) => (isSelector(id) ? executor.row(findUpstreamAttempt, { id }) : undefined),
  },
});
