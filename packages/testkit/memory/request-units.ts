import type { RequestChange, RequestGuard, Stores } from '@cardea/core';
import { type Effect, NOTHING, remove } from './effects.ts';
import { isPresent, isUnchanged } from './people-guards.ts';
import { compareIds, type State } from './state.ts';
import type { ChangeTable, GuardTable } from './tables.ts';

const mayBeAnswered = (state: State, { about, client }: Pick<RequestGuard, 'about' | 'client'>): boolean =>
  (about === undefined || isPresent(state, about)) && (client === undefined || isUnchanged(state, client));

export const requestGuards: GuardTable<RequestGuard['kind']> = {
  'pushed_request.use': (state, guard): Effect => {
    const request = state.pushedRequests.get(guard.id);
    const isUsable = request?.clientId === guard.clientId && request.expiresAt > guard.at;
    return isUsable && mayBeAnswered(state, guard) ? remove(state.pushedRequests, guard.id) : undefined;
  },
  'request.answer': (state, guard) => (mayBeAnswered(state, guard) ? NOTHING : undefined),
};

export const requestChanges: ChangeTable<RequestChange['kind']> = {
  'pushed_request.insert': ({ pushedRequests }, { request }) => pushedRequests.set(request.id, request),
  'authorization_sessions.evict': ({ authorizationSessions }, { browserHash, keep }) => {
    const ofBrowser = [...authorizationSessions.values()]
      .filter((session) => session.browserHash === browserHash)
      .sort((a, b) => compareIds(b.id, a.id));
    for (const { id } of ofBrowser.slice(keep)) authorizationSessions.delete(id);
  },
};

export const requestStores = (state: State): Pick<Stores, 'pushedRequests'> => ({
  pushedRequests: { find: async (id) => state.pushedRequests.get(id) },
});
