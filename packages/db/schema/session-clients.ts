import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const sessionClients = sqliteTable(
  'session_clients',
  {
    sid: text('sid').notNull(),
    clientId: text('client_id').notNull(),
    accountId: text('account_id').notNull(),
    answeredAt: integer('answered_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.sid, table.clientId] }),
    index('session_clients_account').on(table.accountId),
    index('session_clients_ended').on(table.endedAt),
  ],
);
