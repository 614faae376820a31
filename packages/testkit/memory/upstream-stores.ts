import type { Stores } from '@cardea/core';
import { compareIds, linkKey, type State } from './state.ts';

type UpstreamStores = Pick<Stores, 'identityProviders' | 'identityLinks' | 'upstreamAttempts'>;

export const upstreamStores = (state: State): UpstreamStores => ({
  identityProviders: {
    find: async (id) => state.identityProviders.get(id),
    list: async () => [...state.identityProviders.values()],
  },
  identityLinks: {
    find: async (providerId, subject) => state.identityLinks.get(linkKey(providerId, subject)),
    list: async (accountId) =>
      [...state.identityLinks.values()]
        .filter((link) => link.accountId === accountId)
        .sort((a, b) => a.createdAt - b.createdAt || compareIds(a.providerId, b.providerId)),
  },
  upstreamAttempts: { find: async (id) => state.upstreamAttempts.get(id) },
});
