import { type Column, lte, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { accessTokens, assertions, rateLimits, signingKeys } from '../schema/tables.ts';
import { sweeping } from './revocations.ts';
import { type Call, call, plain, statement } from './statement.ts';

interface Expiry {
  /** Seconds since the epoch. */
  readonly now: number;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  readonly limit: number;
}

const removal = (table: SQLiteTable, expiry: Column, now: SQL, unless?: SQL) => {
  const allowed = unless ? sql` and not ${unless}` : sql``;
  const expired = sql`select rowid from ${table} where ${lte(expiry, now)}${allowed} order by ${expiry} limit ${plain('limit')}`;
  return statement<Expiry>(sql`delete from ${table} where rowid in (${expired})`);
};

/** For each kind of row that expires: deletes at most `limit` expired ones, oldest first. */
export const removals: readonly ((expiry: Expiry) => Call)[] = [
  removal(accessTokens, accessTokens.expiresAt, plain('now'), sweeping),
  removal(assertions, assertions.expiresAt, plain('now')),
  removal(rateLimits, rateLimits.arrivalMs, plain('nowMs')),
  removal(signingKeys, signingKeys.removeAt, plain('now')),
].map((text) => (expiry) => call(text, expiry));
