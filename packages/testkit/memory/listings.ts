import {
  accountWords,
  clientWords,
  type Listed,
  type ListingQuery,
  type ListingStore,
  type Position,
} from '@cardea/core';
import { isLive, isLiveSession, revokedAt, stands } from './liveness.ts';
import type { State } from './state.ts';

interface Order<T> {
  readonly positionOf: (row: T) => Position;
  readonly newestFirst?: boolean;
}

const compare = (a: Position, b: Position): number => (a < b ? -1 : a > b ? 1 : 0);

const page = <T>(
  rows: readonly T[],
  { limit, after }: ListingQuery,
  { positionOf, newestFirst = false }: Order<T>,
): Listed<T> => {
  const sign = newestFirst ? -1 : 1;
  const placed = rows
    .map((row) => ({ row, at: positionOf(row) }))
    .filter(({ at }) => after === undefined || sign * compare(at, after) > 0)
    .sort((a, b) => sign * compare(a.at, b.at));
  const shown = placed.slice(0, limit);
  const next = placed.length > shown.length ? shown.at(-1)?.at : undefined;
  return { rows: shown.map(({ row }) => row), ...(next === undefined ? {} : { next }) };
};

/** Numbers the rows of a table in the order of their creation; a number outlives its row. */
const numbering = <T>(table: ReadonlyMap<string, T>) => {
  const numbers = new Map<string, number>();
  let last = 0;
  return (): ReadonlyMap<T, number> => {
    for (const id of numbers.keys()) if (!table.has(id)) numbers.delete(id);
    for (const id of table.keys()) if (!numbers.has(id)) numbers.set(id, ++last);
    return new Map([...table].map(([id, row]) => [row, numbers.get(id) ?? 0]));
  };
};

const inOrder = <T, N extends object>(table: ReadonlyMap<string, T>, fits: (row: T, query: N) => boolean) => {
  const number = numbering(table);
  return async (query: ListingQuery & N): Promise<Listed<T>> => {
    const numbers = number();
    const rows = [...table.values()].filter((row) => fits(row, query));
    return page(rows, query, { positionOf: (row) => numbers.get(row) ?? 0 });
  };
};

/** Whatever is not named fits. */
const same = <T>(wanted: T | undefined, is: T): boolean => wanted === undefined || wanted === is;
const isSwitched = (row: { readonly enabled: boolean }, { enabled }: { readonly enabled?: boolean | undefined }) =>
  same(enabled, row.enabled);

const isFound = (sought: readonly string[] | undefined, words: readonly string[]): boolean =>
  (sought ?? []).every((beginning) => words.some((word) => word.startsWith(beginning)));
const holds = ({ search = '' }: { readonly search?: string | undefined }, ...texts: readonly (string | undefined)[]) =>
  texts.join(' ').toLowerCase().includes(search.toLowerCase());

export const listingStore = (state: State): ListingStore => ({
  clients: inOrder(
    state.clients,
    (row, { enabled, provenance, words }) =>
      isSwitched(row, { enabled }) && same(provenance, row.provenance) && isFound(words, clientWords(row)),
  ),
  accounts: inOrder(
    state.accounts,
    (row, query) =>
      same(query.state, row.state) && same(query.role, row.role) && isFound(query.words, accountWords(row)),
  ),
  identityProviders: inOrder(
    state.identityProviders,
    (row, query) => isSwitched(row, query) && holds(query, row.id, row.name, row.issuer),
  ),
  trustedIssuers: inOrder(
    state.trustedIssuers,
    (row, query) => isSwitched(row, query) && holds(query, row.issuer, row.name),
  ),
  initialAccessTokens: async (query) => {
    const rows = [...state.initialAccessTokens.values()].filter(({ id, name }) => holds(query, id, name));
    return page(rows, query, { positionOf: ({ id }) => id });
  },
  resources: async (query) => {
    const rows = [...state.resources.values()].filter(
      (row) => isSwitched(row, query) && holds(query, row.uri, row.name),
    );
    return page(rows, query, { positionOf: ({ uri }) => uri });
  },
  scopes: async (query) => {
    const rows = [...state.scopes.values()].filter(({ name, description }) => holds(query, name, description));
    return page(rows, query, { positionOf: ({ name }) => name });
  },
  accessTokens: async (query) => {
    const { clientId, subject, liveAt } = query;
    const rows = [...state.accessTokens.values()]
      .filter((token) => same(clientId, token.clientId) && same(subject, token.subject))
      .filter((token) => subject === undefined || token.subject !== token.clientId)
      .filter((token) => liveAt === undefined || isLive(state, token, liveAt))
      .map((token) => ({ ...token, revokedAt: revokedAt(state, token) }));
    return page(rows, query, { positionOf: ({ id }) => id, newestFirst: true });
  },
  sessions: async (query) => {
    const rows = [...state.browserSessions.values()].filter(
      (session) => same(query.accountId, session.accountId) && isLiveSession(session, query.at),
    );
    return page(rows, query, { positionOf: ({ id }) => id, newestFirst: true });
  },
  allowances: async (query) => {
    const pairs = [
      ...state.consents.values(),
      ...[...state.authorizations.values()].filter((authorization) => stands(authorization, query.at)),
    ].filter((pair) => same(query.accountId, pair.accountId) && same(query.clientId, pair.clientId));
    const positionOf = ({ accountId, clientId }: (typeof pairs)[number]): string =>
      query.accountId === undefined ? accountId : clientId;
    const each = new Map(
      pairs.map((pair) => [positionOf(pair), { accountId: pair.accountId, clientId: pair.clientId }]),
    );
    return page([...each.values()], query, {
      positionOf: ({ accountId, clientId }) => (query.accountId === undefined ? accountId : clientId),
    });
  },
});
