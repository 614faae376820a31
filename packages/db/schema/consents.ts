import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { texts } from './columns.ts';

export const consents = sqliteTable(
  'consents',
  {
    accountId: text('account_id').notNull(),
    clientId: text('client_id').notNull(),
    scopes: texts('scopes').notNull(),
    grantedAt: integer('granted_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.clientId] }), index('consents_client').on(table.clientId)],
);
