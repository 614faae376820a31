import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { selector, texts } from './columns.ts';

export const appPasswords = sqliteTable(
  'app_passwords',
  {
    id: selector('id').primaryKey(),
    accountId: text('account_id').notNull(),
    secretHash: text('secret_hash').notNull().unique(),
    name: text('name').notNull(),
    scopes: texts('scopes').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at'),
    lastUsedAt: integer('last_used_at'),
  },
  (table) => [index('app_passwords_account').on(table.accountId), index('app_passwords_expiry').on(table.expiresAt)],
);
