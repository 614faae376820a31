import type { StatMeasure, StatSpan } from '@cardea/core';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const stats = sqliteTable(
  'stats',
  {
    span: text('span').$type<StatSpan>().notNull(),
    startsAt: integer('starts_at').notNull(),
    measure: text('measure').$type<StatMeasure>().notNull(),
    label: text('label').notNull(),
    value: integer('value').notNull(),
    removeAt: integer('remove_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.span, table.startsAt, table.measure, table.label] }),
    index('stats_removal').on(table.removeAt),
  ],
);
