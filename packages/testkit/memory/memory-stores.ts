import type { Clock, Stores, Unit } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import { applyChange } from './changes.ts';
import { guardEffect } from './guards.ts';
import { compareIds, emptyState, isLive, type State } from './state.ts';

/** What a database refuses as a defect of the unit: a token whose id exists, or is none. */
const assertInsertable = (state: State, unit: Unit): void => {
  const ids = unit.changes.flatMap((change) => (change.kind === 'access_token.insert' ? [change.token.id] : []));
  for (const [index, id] of ids.entries()) {
    if (!isSelector(id)) throw new RangeError('an id is 22 characters of base64url');
    if (state.accessTokens.has(id) || ids.indexOf(id) !== index) throw new Error(`the token ${id} exists`);
  }
};

const commit = (state: State, unit: Unit): boolean => {
  const effect = unit.guard ? guardEffect(state, unit.guard) : () => undefined;
  if (effect === undefined) return false;
  assertInsertable(state, unit);
  effect();
  for (const change of unit.changes) applyChange(state, change);
  return true;
};

const removeExpired = (state: State, now: number, limit: number): number => {
  const expired = [
    ...[...state.accessTokens.values()]
      .filter((token) => token.expiresAt <= now)
      .map(
        ({ id }) =>
          () =>
            state.accessTokens.delete(id),
      ),
    ...[...state.assertions]
      .filter(([, at]) => at <= now)
      .map(
        ([key]) =>
          () =>
            state.assertions.delete(key),
      ),
    ...[...state.arrivalsMs]
      .filter(([, atMs]) => atMs <= now * 1000)
      .map(
        ([key]) =>
          () =>
            state.arrivalsMs.delete(key),
      ),
    ...[...state.signingKeys.values()]
      .filter((key) => key.removeAt !== undefined && key.removeAt <= now)
      .map(
        ({ id }) =>
          () =>
            state.signingKeys.delete(id),
      ),
  ].slice(0, limit);
  for (const remove of expired) remove();
  return expired.length;
};

const after = <T extends { readonly id: string }>(rows: readonly T[], id: string | undefined): readonly T[] => {
  if (id === undefined) return rows;
  const index = rows.findIndex((row) => row.id === id);
  return index < 0 ? [] : rows.slice(index + 1);
};

/** The ports of core in memory, for tests: the same contract as a database, except that nothing outlives the process. */
export const memoryStores = (clock: Clock): Stores => {
  const state = emptyState();
  return {
    commit: async (unit) => commit(state, unit),
    clients: {
      find: async (id) => state.clients.get(id),
      findFresh: async (id) => state.clients.get(id),
      list: async (page) => after([...state.clients.values()], page.after).slice(0, page.limit),
    },
    resources: {
      find: async (uri) => state.resources.get(uri),
      list: async () =>
        [...state.resources.values()].sort((a, b) => a.createdAt - b.createdAt || (a.uri < b.uri ? -1 : 1)),
    },
    scopes: { list: async () => [...state.scopes.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) },
    accessTokens: {
      find: async (id) => state.accessTokens.get(id),
      list: async ({ limit, after: last, clientId, liveAt }) =>
        [...state.accessTokens.values()]
          .filter((token) => clientId === undefined || token.clientId === clientId)
          .filter((token) => liveAt === undefined || isLive(token, liveAt))
          .filter((token) => last === undefined || (isSelector(last) && compareIds(token.id, last) < 0))
          .sort((a, b) => compareIds(b.id, a.id))
          .slice(0, limit),
    },
    signingKeys: { list: async () => [...state.signingKeys.values()] },
    audit: {
      list: async ({ limit, before = Number.POSITIVE_INFINITY, target }) =>
        state.audit
          .filter((entry) => entry.sequence < before && (target === undefined || entry.target === target))
          .reverse()
          .slice(0, limit),
    },
    rateLimits: { arrivalMs: async (key) => state.arrivalsMs.get(key) },
    removeExpired: async ({ now, limit }) => removeExpired(state, now, limit),
    ping: async () => {
      state.pings.push(clock.nowMs());
    },
  };
};
