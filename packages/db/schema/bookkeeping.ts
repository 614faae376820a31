import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Migrations that were applied. The highest version is the version of the schema. */
export const migrations = sqliteTable('migrations', {
  version: integer('version').primaryKey(),
  name: text('name').notNull(),
  /** Seconds since the epoch. */
  appliedAt: integer('applied_at').notNull(),
});

/** Units of the running transaction whose guard held; empty outside of a transaction (ADR 0016). */
export const unitMarks = sqliteTable('unit_marks', { id: integer('id').primaryKey() });

/** One row, written to learn whether the database takes writes. */
export const pings = sqliteTable('pings', {
  id: integer('id').primaryKey(),
  /** Milliseconds since the epoch. */
  atMs: integer('at_ms').notNull(),
});
