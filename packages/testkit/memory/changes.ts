import type { Change } from '@cardea/core';
import { compareIds, isLive, type State } from './state.ts';

type Kind = Change['kind'];
type ChangeOf<K extends Kind> = { readonly [P in K]: Extract<Change, { readonly kind: P }> & { readonly kind: P } }[K];
type ChangeTable = { readonly [K in Kind]: (state: State, change: ChangeOf<K>) => void };

const revokeAll = (state: State, ids: Iterable<string>, at: number): void => {
  for (const id of ids) {
    const token = state.accessTokens.get(id);
    if (token) state.accessTokens.set(id, { ...token, revokedAt: at });
  }
};

const liveIds = (state: State, at: number, clientId: string | undefined): string[] =>
  [...state.accessTokens.values()]
    .filter((token) => isLive(token, at) && (clientId === undefined || token.clientId === clientId))
    .map((token) => token.id)
    .sort(compareIds);

const changes: ChangeTable = {
  'access_token.insert': (state, { token }) => state.accessTokens.set(token.id, token),
  'access_tokens.evict': (state, { clientId, keep, at }) => {
    const ids = liveIds(state, at, clientId);
    revokeAll(state, ids.slice(0, Math.max(0, ids.length - keep)), at);
  },
  'access_tokens.revoke': (state, { clientId, at }) => revokeAll(state, liveIds(state, at, clientId), at),
  'scope.ensure': ({ scopes }, { scope }) => {
    if (!scopes.has(scope.name)) scopes.set(scope.name, scope);
  },
  'signing_key.remove_at': ({ signingKeys }, { id, removeAt }) => {
    const key = signingKeys.get(id);
    if (key && key.removeAt === undefined) signingKeys.set(id, { ...key, removeAt });
  },
  'audit.append': ({ audit }, { entry }) => audit.push({ ...entry, sequence: (audit.at(-1)?.sequence ?? 0) + 1 }),
};

const applyOf = <K extends Kind>(change: ChangeOf<K>): ((state: State, change: ChangeOf<K>) => void) =>
  changes[change.kind];

export const applyChange = (state: State, change: Change): void => applyOf(change)(state, change);
