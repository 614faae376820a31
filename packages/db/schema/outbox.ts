import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { selector } from './columns.ts';

export const outbox = sqliteTable(
  'outbox',
  {
    id: selector('id').primaryKey(),
    kind: text('kind').notNull(),
    about: text('about'),
    /** Sealed with the master key. */
    payload: text('payload').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Null for a dead message. */
    dueAt: integer('due_at'),
    attempts: integer('attempts').notNull(),
    lease: text('lease'),
    lastError: text('last_error'),
    expiresAt: integer('expires_at').notNull(),
    removeAt: integer('remove_at').notNull(),
  },
  (table) => [index('outbox_due').on(table.dueAt), index('outbox_removal').on(table.removeAt)],
);
