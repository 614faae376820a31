import type { Allowance, Listed, ListingStore } from '@cardea/core';
import type { Executor } from '../executor/executor.ts';
import {
  allowanceListing,
  type Lists,
  listing,
  listingForms,
  listingValues,
  type Row,
  shapeOf,
} from '../statements/listings.ts';
import type { Query } from '../statements/rows.ts';

type AnyQuery = Parameters<ListingStore['clients']>[0];

/** Lists page by page. A statement is made for each set of narrowings when it is first asked for. */
export const listingStore = (executor: Executor): ListingStore => {
  const made = new Map<string, Query<AnyQuery, Row>>();

  const statementFor = (name: Lists, query: AnyQuery): Query<AnyQuery, Row> => {
    const form = listingForms[name];
    const shape = shapeOf(form, query);
    const key = JSON.stringify([name, shape]);
    const known = made.get(key);
    if (known) return known;
    const fresh = listing(form, shape);
    made.set(key, fresh);
    return fresh;
  };

  const of =
    <T>(name: Lists) =>
    async (query: AnyQuery): Promise<Listed<T>> => {
      const values = listingValues({ ...query, limit: query.limit + 1 });
      const found = await executor.rows(statementFor(name, query), values);
      const page = found.slice(0, query.limit);
      const { key, table } = listingForms[name];
      const property = Object.entries(table).find(([, column]) => column === key)?.[0] ?? '';
      const last = found.length > page.length ? page.at(-1)?.[property] : undefined;
      const rows = page.map(({ sequence: _, ...row }) => row as T);
      return typeof last === 'string' || typeof last === 'number' ? { rows, next: last } : { rows };
    };

  return {
    clients: of('clients'),
    accounts: of('accounts'),
    identityProviders: of('identityProviders'),
    trustedIssuers: of('trustedIssuers'),
    initialAccessTokens: of('initialAccessTokens'),
    resources: of('resources'),
    scopes: of('scopes'),
    accessTokens: of('accessTokens'),
    sessions: of('sessions'),
    allowances: async (query) => {
      const { query: pairs, allowance } = allowanceListing(query);
      const found = await executor.rows(pairs, { ...query, limit: query.limit + 1 });
      const page = found.slice(0, query.limit);
      const rows: readonly Allowance[] = page.map(allowance);
      const next = found.length > page.length ? page.at(-1) : undefined;
      return next === undefined ? { rows } : { rows, next };
    },
  };
};
