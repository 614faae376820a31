import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const scopes = sqliteTable('scopes', {
  name: text('name').primaryKey(),
  description: text('description').notNull(),
  claims: text('claims', { mode: 'json' }).$type<readonly string[]>().notNull(),
});
