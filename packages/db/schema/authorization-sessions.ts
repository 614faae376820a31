import type { PendingSignIn } from '@cardea/core';
import type { AuthorizationRequest } from '@cardea/protocol';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, selector, texts } from './columns.ts';

export const authorizationSessions = sqliteTable(
  'authorization_sessions',
  {
    id: selector('id').primaryKey(),
    browserHash: text('browser_hash').notNull(),
    request: json<AuthorizationRequest>('request').notNull(),
    browserSessionId: text('browser_session_id'),
    pending: json<PendingSignIn>('pending'),
    declinedFactor: integer('declined_factor', { mode: 'boolean' }),
    consentedScopes: texts('consented_scopes'),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    deviceCodeId: text('device_code_id'),
  },
  (table) => [
    index('authorization_sessions_expiry').on(table.expiresAt),
    index('authorization_sessions_browser').on(table.browserHash, table.id),
  ],
);
