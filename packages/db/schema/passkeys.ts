import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { texts } from './columns.ts';

export const passkeys = sqliteTable(
  'passkeys',
  {
    /** Order of addition. */
    sequence: integer('sequence').primaryKey(),
    id: text('id').notNull().unique(),
    accountId: text('account_id').notNull(),
    name: text('name').notNull(),
    publicKey: text('public_key').notNull(),
    counter: integer('counter').notNull(),
    transports: texts('transports').notNull(),
    isSynced: integer('is_synced', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at'),
  },
  (table) => [index('passkeys_account').on(table.accountId)],
);
