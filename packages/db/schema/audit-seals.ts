import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const auditSeals = sqliteTable('audit_seals', {
  /** The last entry it covers. */
  to: integer('last_sequence').primaryKey(),
  from: integer('first_sequence').notNull(),
  hash: text('hash').notNull(),
  at: integer('at').notNull(),
  fromAt: integer('first_at').notNull(),
  toAt: integer('last_at').notNull(),
});
