import { index, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const rateLimits = sqliteTable(
  'rate_limits',
  {
    key: text('key').primaryKey(),
    /** Theoretical arrival time of the next request, milliseconds since the epoch. */
    arrivalMs: real('arrival_ms').notNull(),
  },
  (table) => [index('rate_limits_arrival').on(table.arrivalMs)],
);
