import type { AccessToken, Clock, Stores, Unit } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import { appPasswordStore } from './app-passwords.ts';
import { auditStore } from './audit.ts';
import { brandingStore } from './brandings.ts';
import { applyChange } from './changes.ts';
import { emailCodeStore } from './email-codes.ts';
import { factorStore } from './factor-store.ts';
import { guardEffect } from './guards.ts';
import { idempotencyStore } from './idempotent-calls.ts';
import { assertInsertable } from './insertable.ts';
import { keptRefusalStore } from './kept-refusals.ts';
import { listingStore } from './listings.ts';
import { isLive, revokedAt } from './liveness.ts';
import { oneTimeLinkStore } from './one-time-links.ts';
import { outboxStore } from './outbox.ts';
import { after, peopleStores } from './people-stores.ts';
import { initialAccessTokenStore, unusedClients } from './registration.ts';
import { removeExpired } from './removal.ts';
import { requestStores } from './request-units.ts';
import { sessionClientStore } from './session-clients.ts';
import { storedSettingStore } from './settings.ts';
import { compareIds, emptyState, type State } from './state.ts';
import { statStore } from './stats.ts';
import { countTokens } from './token-limits.ts';
import { upstreamStores } from './upstream-stores.ts';

const commit = (state: State, unit: Unit): boolean => {
  const effect = unit.guard ? guardEffect(state, unit.guard) : () => undefined;
  if (effect === undefined) return false;
  assertInsertable(state, unit);
  effect();
  for (const change of unit.changes) applyChange(state, change);
  return true;
};

/** The ports of core in memory, for tests: the same contract as a database, except that nothing outlives the process. */
export const memoryStores = (clock: Clock): Stores => {
  const state = emptyState();
  const asStored = (token: AccessToken): AccessToken => ({ ...token, revokedAt: revokedAt(state, token) });
  return {
    commit: async (unit) => commit(state, unit),
    clients: {
      find: async (id) => state.clients.get(id),
      findFresh: async (id) => state.clients.get(id),
      list: async (page) => after([...state.clients.values()], page.after).slice(0, page.limit),
      listUnused: unusedClients(state),
    },
    resources: {
      find: async (uri) => state.resources.get(uri),
      list: async () =>
        [...state.resources.values()].sort((a, b) => a.createdAt - b.createdAt || (a.uri < b.uri ? -1 : 1)),
    },
    scopes: { list: async () => [...state.scopes.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) },
    accessTokens: {
      find: async (id) => {
        const token = state.accessTokens.get(id);
        return token && asStored(token);
      },
      countOfPerson: async (count) => countTokens(state, count),
      list: async ({ limit, after: last, clientId, liveAt }) =>
        [...state.accessTokens.values()]
          .filter((token) => clientId === undefined || token.clientId === clientId)
          .filter((token) => liveAt === undefined || isLive(state, token, liveAt))
          .filter((token) => last === undefined || (isSelector(last) && compareIds(token.id, last) < 0))
          .sort((a, b) => compareIds(b.id, a.id))
          .slice(0, limit)
          .map(asStored),
    },
    signingKeys: { list: async () => [...state.signingKeys.values()] },
    ...peopleStores(state),
    ...requestStores(state),
    ...upstreamStores(state),
    factors: factorStore(state),
    outbox: outboxStore(state),
    keptRefusals: keptRefusalStore(state),
    stats: statStore(state),
    settings: storedSettingStore(state),
    oneTimeLinks: oneTimeLinkStore(state),
    emailCodes: emailCodeStore(state),
    sessionClients: sessionClientStore(state),
    trustedIssuers: {
      find: async (issuer) => state.trustedIssuers.get(issuer),
      list: async () => [...state.trustedIssuers.values()],
    },
    deviceCodes: {
      find: async (id) => state.deviceCodes.get(id),
      findByUserCode: async (hash) => [...state.deviceCodes.values()].find(({ userCodeHash }) => userCodeHash === hash),
    },
    initialAccessTokens: initialAccessTokenStore(state),
    appPasswords: appPasswordStore(state),
    listings: listingStore(state),
    idempotency: idempotencyStore(state),
    brandings: brandingStore(state),
    audit: auditStore(state),
    rateLimits: { arrivalMs: async (key) => state.arrivalsMs.get(key) },
    removeExpired: async (options) => removeExpired(state, options),
    ping: async () => {
      state.pings.push(clock.nowMs());
    },
  };
};
