import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { selector, texts } from './columns.ts';

export const initialAccessTokens = sqliteTable('initial_access_tokens', {
  id: selector('id').primaryKey(),
  verifierHash: text('verifier_hash').notNull(),
  name: text('name').notNull(),
  scopes: texts('scopes').notNull(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at'),
  maxUses: integer('max_uses'),
  uses: integer('uses').notNull(),
});
