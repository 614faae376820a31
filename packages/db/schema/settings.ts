import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const settings = sqliteTable('settings', {
  name: text('name').primaryKey(),
  /** Null once it was taken back: the version goes on. */
  value: text('value'),
  version: integer('version').notNull(),
  updatedAt: integer('updated_at').notNull(),
});
