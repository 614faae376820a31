import type { AuthenticationMethod } from '@cardea/core';
import { isNull } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, selector } from './columns.ts';

export const browserSessions = sqliteTable(
  'browser_sessions',
  {
    id: selector('id').primaryKey(),
    verifierHash: text('verifier_hash').notNull(),
    accountId: text('account_id').notNull(),
    authenticatedAt: integer('authenticated_at').notNull(),
    methods: json<readonly AuthenticationMethod[]>('methods').notNull(),
    sid: text('sid').notNull(),
    address: text('address').notNull(),
    userAgent: text('user_agent').notNull(),
    createdAt: integer('created_at').notNull(),
    lastSeenAt: integer('last_seen_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (table) => [
    index('browser_sessions_account').on(table.accountId),
    index('browser_sessions_expiry').on(table.expiresAt),
    // Counting those that are live reads nothing else
    index('browser_sessions_live').on(table.expiresAt, table.endsAt).where(isNull(table.endedAt)),
  ],
);
