import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const idempotentCalls = sqliteTable(
  'idempotent_calls',
  {
    id: text('id').primaryKey(),
    fingerprint: text('fingerprint').notNull(),
    leaseEndsAt: integer('lease_ends_at').notNull(),
    doneAt: integer('done_at'),
    answer: text('answer'),
    removeAt: integer('remove_at').notNull(),
  },
  (table) => [index('idempotent_calls_removal').on(table.removeAt)],
);
