import type { Allowance, AllowanceNarrowing, ListingQuery, ListingStore } from '@cardea/core';
import { and, asc, type Column, desc, eq, gt, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import {
  accessTokens,
  accounts,
  authorizations,
  browserSessions,
  clients,
  consents,
  identityProviders,
  initialAccessTokens,
  resources,
  scopes,
  trustedIssuers,
} from '../schema/tables.ts';
import { revokedAt, unrevokedAndUnexpired } from './revocations.ts';
import { type Query, select } from './rows.ts';
import { rowsFoundBy, wordValues } from './search-words.ts';
import { plain, statement, value } from './statement.ts';

/** A list of a table: by what it is ordered, what may narrow it, and how. */
export interface ListingForm {
  readonly table: SQLiteTable;
  /** Unique: a page goes on behind it. */
  readonly key: Column;
  readonly newestFirst?: boolean;
  readonly narrowings: Readonly<Record<string, SQL>>;
  /** Whose words are searched. */
  readonly worded?: 'account' | 'client';
  readonly computed?: Readonly<Record<string, SQL>>;
}

export type Lists = Exclude<keyof ListingStore, 'allowances'>;

const is = (column: Column, name: string): SQL => eq(column, value(column, name));

/** For tables of few rows. */
const holding = (...columns: readonly Column[]): SQL => {
  const texts = sql.join(
    columns.map((column) => sql`coalesce(${column}, '')`),
    sql` || ' ' || `,
  );
  return sql`instr(lower(${texts}), lower(${plain('search')})) > 0`;
};

export const listingForms: Readonly<Record<Lists, ListingForm>> = {
  clients: {
    table: clients,
    key: clients.sequence,
    worded: 'client',
    narrowings: { enabled: is(clients.enabled, 'enabled'), provenance: is(clients.provenance, 'provenance') },
  },
  accounts: {
    table: accounts,
    key: accounts.sequence,
    worded: 'account',
    narrowings: { state: is(accounts.state, 'state'), role: is(accounts.role, 'role') },
  },
  identityProviders: {
    table: identityProviders,
    key: identityProviders.sequence,
    narrowings: {
      enabled: is(identityProviders.enabled, 'enabled'),
      search: holding(identityProviders.id, identityProviders.name, identityProviders.issuer),
    },
  },
  trustedIssuers: {
    table: trustedIssuers,
    key: trustedIssuers.sequence,
    narrowings: {
      enabled: is(trustedIssuers.enabled, 'enabled'),
      search: holding(trustedIssuers.issuer, trustedIssuers.name),
    },
  },
  initialAccessTokens: {
    table: initialAccessTokens,
    key: initialAccessTokens.id,
    narrowings: { search: holding(initialAccessTokens.id, initialAccessTokens.name) },
  },
  resources: {
    table: resources,
    key: resources.uri,
    narrowings: { enabled: is(resources.enabled, 'enabled'), search: holding(resources.uri, resources.name) },
  },
  scopes: { table: scopes, key: scopes.name, narrowings: { search: holding(scopes.name, scopes.description) } },
  accessTokens: {
    table: accessTokens,
    key: accessTokens.id,
    newestFirst: true,
    narrowings: {
      clientId: is(accessTokens.clientId, 'clientId'),
      // The second condition is what the index knows
      subject: sql`${is(accessTokens.subject, 'subject')} and ${accessTokens.subject} <> ${accessTokens.clientId}`,
      liveAt: unrevokedAndUnexpired(plain('liveAt')),
    },
    computed: { revokedAt },
  },
  sessions: {
    table: browserSessions,
    key: browserSessions.id,
    newestFirst: true,
    narrowings: {
      accountId: is(browserSessions.accountId, 'accountId'),
      at: sql`${isNull(browserSessions.endedAt)} and ${gt(browserSessions.expiresAt, plain('at'))}
        and ${gt(browserSessions.endsAt, plain('at'))}`,
    },
  },
};

type Values = ListingQuery & Readonly<Record<string, unknown>>;
export type Row = Readonly<Record<string, unknown>>;

/** What a statement for a query is made of. */
export interface Shape {
  readonly goesOn: boolean;
  /** The names of what narrows it, in an order of their own. */
  readonly narrowings: readonly string[];
  readonly wordCount: number;
}

const wordsOf = (query: object): readonly string[] =>
  'words' in query && Array.isArray(query.words) ? query.words : [];

export const shapeOf = ({ narrowings }: ListingForm, query: ListingQuery): Shape => ({
  goesOn: query.after !== undefined,
  narrowings: Object.keys(narrowings).filter((name) => Reflect.get(query, name) !== undefined),
  wordCount: wordsOf(query).length,
});

/** What the statement binds for a query. */
export const listingValues = (query: ListingQuery): Values => ({ ...query, ...wordValues(wordsOf(query)) });

export const listing = (
  { table, key, newestFirst, narrowings, worded, computed }: ListingForm,
  shape: Shape,
): Query<Values, Row> => {
  const behind = (newestFirst ? lt : gt)(key, value(key, 'after'));
  const conditions = [
    ...(worded && shape.wordCount > 0 ? [sql`${key} in (${rowsFoundBy(worded, shape.wordCount)})`] : []),
    ...(shape.goesOn ? [behind] : []),
    ...shape.narrowings.map((name) => narrowings[name]),
  ];
  const where = conditions.length > 0 ? sql`where ${and(...conditions)}` : sql``;
  const order = (newestFirst ? desc : asc)(key);
  return select<SQLiteTable, Values, Row>(table, sql`${where} order by ${order} limit ${plain('limit')}`, {
    withSequence: true,
    ...(computed ? { computed } : {}),
  });
};

type AllowanceQuery = ListingQuery & AllowanceNarrowing;

/** By an agreement, or by an authorization that stands: each pair once. */
const allowances = (
  given: 'accountId' | 'clientId',
  other: 'accountId' | 'clientId',
): Query<AllowanceQuery, string> => {
  const of = (table: typeof consents | typeof authorizations): SQL =>
    sql`${eq(table[given], plain(given))} and ${or(sql`${plain('after')} is null`, gt(table[other], plain('after')))}`;
  return {
    statement: statement(sql`select ${consents[other]} as found from ${consents} where ${of(consents)}
      union select ${authorizations[other]} from ${authorizations} where ${of(authorizations)}
        and ${isNull(authorizations.revokedAt)} and ${gt(authorizations.endsAt, plain('at'))}
      order by found limit ${plain('limit')}`),
    decode: (row) => String(row[0]),
  };
};

const allowancesOfAccount = allowances('accountId', 'clientId');
const allowancesOfClient = allowances('clientId', 'accountId');

export const allowanceListing = (
  query: AllowanceQuery,
): { readonly query: Query<AllowanceQuery, string>; readonly allowance: (found: string) => Allowance } => {
  const { accountId, clientId } = query;
  return accountId === undefined
    ? { query: allowancesOfClient, allowance: (found) => ({ accountId: found, clientId }) }
    : { query: allowancesOfAccount, allowance: (found) => ({ accountId, clientId: found }) };
};
