import type { Client, EpochSeconds, RegistrationChange, RegistrationGuard, Stores } from '@cardea/core';
import { change, remove } from './effects.ts';
import { compareIds, removeWhere, type State } from './state.ts';
import type { ChangeTable, GuardTable } from './tables.ts';

/** Removes a client with everything that people let it do. */
export const removeClient = (state: State, id: string): void => {
  state.clients.delete(id);
  state.brandings.delete(id);
  removeWhere(state.consents, (consent) => consent.clientId === id);
  removeWhere(state.authorizationCodes, (code) => code.clientId === id);
  removeWhere(state.authorizations, (authorization) => authorization.clientId === id);
};

const isUnused = (
  { authorizations }: State,
  { id, provenance, lastUsedAt, createdAt }: Client,
  { before, at }: { readonly before: EpochSeconds; readonly at: EpochSeconds },
): boolean =>
  provenance !== 'operator' &&
  (lastUsedAt ?? createdAt) < before &&
  ![...authorizations.values()].some(
    ({ clientId, revokedAt, endsAt }) => clientId === id && revokedAt === undefined && endsAt > at,
  );

export const registrationGuards: GuardTable<RegistrationGuard['kind']> = {
  'initial_access_token.use': ({ initialAccessTokens }, { id, at }) =>
    change(initialAccessTokens, id, {
      fits: ({ expiresAt = Number.POSITIVE_INFINITY, maxUses = Number.POSITIVE_INFINITY, uses }) =>
        expiresAt > at && uses < maxUses,
      to: (token) => ({ ...token, uses: token.uses + 1 }),
    }),
  'initial_access_token.delete': ({ initialAccessTokens }, { id }) => remove(initialAccessTokens, id),
  'client.expire': (state, guard) => {
    const client = state.clients.get(guard.id);
    return client && isUnused(state, client, guard) ? () => removeClient(state, client.id) : undefined;
  },
};

export const registrationChanges: ChangeTable<RegistrationChange['kind']> = {
  'initial_access_token.insert': ({ initialAccessTokens }, { token }) => initialAccessTokens.set(token.id, token),
  'client.register': ({ clients }, { client }) => clients.set(client.id, client),
  'client.document_fresh': ({ clients }, { id, until }) => {
    const client = clients.get(id);
    if (client) clients.set(id, { ...client, documentFreshUntil: until });
  },
  'client.touch': ({ clients }, { id, at }) => {
    const client = clients.get(id);
    if (client) clients.set(id, { ...client, lastUsedAt: at });
  },
};

export const initialAccessTokenStore = ({ initialAccessTokens }: State): Stores['initialAccessTokens'] => ({
  find: async (id) => initialAccessTokens.get(id),
  list: async () => [...initialAccessTokens.values()].sort((a, b) => compareIds(a.id, b.id)),
});

export const unusedClients =
  (state: State): Stores['clients']['listUnused'] =>
  async (filter) =>
    [...state.clients.values()].filter((client) => isUnused(state, client, filter)).slice(0, filter.limit);
