import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { selector } from './columns.ts';

export const upstreamAttempts = sqliteTable(
  'upstream_attempts',
  {
    id: selector('id').primaryKey(),
    verifierHash: text('verifier_hash').notNull(),
    browserHash: text('browser_hash').notNull(),
    providerId: text('provider_id').notNull(),
    flowId: text('flow_id'),
    sessionId: text('session_id'),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    index('upstream_attempts_expiry').on(table.expiresAt),
    index('upstream_attempts_provider').on(table.providerId),
  ],
);
