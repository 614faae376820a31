import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { selector, texts } from './columns.ts';

export const deviceCodes = sqliteTable(
  'device_codes',
  {
    id: selector('id').primaryKey(),
    verifierHash: text('verifier_hash').notNull(),
    /** Null once a person has answered. */
    userCodeHash: text('user_code_hash').unique(),
    clientId: text('client_id').notNull(),
    scopes: texts('scopes').notNull(),
    resources: texts('resources').notNull(),
    address: text('address').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    intervalSeconds: integer('interval_seconds').notNull(),
    polledAtMs: integer('polled_at_ms'),
    authorizationId: selector('authorization_id'),
    deniedAt: integer('denied_at'),
    redeemedAt: integer('redeemed_at'),
    removeAt: integer('remove_at').notNull(),
  },
  (table) => [index('device_codes_removal').on(table.removeAt)],
);
