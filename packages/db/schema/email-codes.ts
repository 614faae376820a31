import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { selector } from './columns.ts';

export const emailCodes = sqliteTable(
  'email_codes',
  {
    flowId: selector('flow_id').primaryKey(),
    accountId: text('account_id').notNull(),
    codeHash: text('code_hash').notNull(),
    attempts: integer('attempts').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('email_codes_expiry').on(table.expiresAt)],
);
