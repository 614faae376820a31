import type { Actor, AuditAction } from '@cardea/core';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const audit = sqliteTable(
  'audit',
  {
    /** Order of commit. */
    sequence: integer('sequence').primaryKey(),
    at: integer('at').notNull(),
    actor: text('actor', { mode: 'json' }).$type<Actor>().notNull(),
    action: text('action').$type<AuditAction>().notNull(),
    target: text('target').notNull(),
    detail: text('detail', { mode: 'json' }).$type<Readonly<Record<string, unknown>>>(),
  },
  (table) => [index('audit_target').on(table.target)],
);
