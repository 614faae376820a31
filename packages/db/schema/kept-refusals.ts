import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, selector } from './columns.ts';

export const keptRefusals = sqliteTable(
  'kept_refusals',
  {
    id: selector('id').primaryKey(),
    requestId: text('request_id').notNull(),
    at: integer('at').notNull(),
    endpoint: text('endpoint').notNull(),
    code: text('code').notNull(),
    clientId: text('client_id'),
    address: text('address').notNull(),
    description: text('description'),
    detail: json<Readonly<Record<string, unknown>>>('detail'),
    removeAt: integer('remove_at').notNull(),
  },
  (table) => [index('kept_refusals_request').on(table.requestId), index('kept_refusals_removal').on(table.removeAt)],
);
