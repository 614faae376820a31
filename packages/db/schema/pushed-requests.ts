import type { PushedRequest } from '@cardea/core';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, selector } from './columns.ts';

export const pushedRequests = sqliteTable(
  'pushed_requests',
  {
    id: selector('id').primaryKey(),
    verifierHash: text('verifier_hash').notNull(),
    clientId: text('client_id').notNull(),
    parameters: json<PushedRequest['parameters']>('parameters').notNull(),
    source: text('source').$type<PushedRequest['source']>().notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('pushed_requests_expiry').on(table.expiresAt)],
);
