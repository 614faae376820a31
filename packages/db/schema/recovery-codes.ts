import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Those that are left: one that was used is gone. */
export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    accountId: text('account_id').notNull(),
    codeHash: text('code_hash').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.codeHash] })],
);
