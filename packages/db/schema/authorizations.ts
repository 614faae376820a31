import type { AuthenticationMethod } from '@cardea/core';
import type { ClaimsRequest } from '@cardea/protocol';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, selector, texts } from './columns.ts';

export const authorizations = sqliteTable(
  'authorizations',
  {
    id: selector('id').primaryKey(),
    clientId: text('client_id').notNull(),
    accountId: text('account_id').notNull(),
    scopes: texts('scopes').notNull(),
    resources: texts('resources').notNull(),
    sid: text('sid').notNull(),
    authenticatedAt: integer('authenticated_at').notNull(),
    methods: json<readonly AuthenticationMethod[]>('methods').notNull(),
    claims: json<ClaimsRequest>('claims'),
    createdAt: integer('created_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    revokedAt: integer('revoked_at'),
    /** The refresh state: all but the predecessor and the last use are there, or none is. */
    refreshHash: text('refresh_hash'),
    refreshPreviousHash: text('refresh_previous_hash'),
    refreshRotatedAt: integer('refresh_rotated_at'),
    refreshGeneration: integer('refresh_generation'),
    refreshExpiresAt: integer('refresh_expires_at'),
    refreshUsedAt: integer('refresh_used_at'),
    refreshJkt: text('refresh_jkt'),
  },
  (table) => [
    index('authorizations_account').on(table.accountId),
    // Whoever allowed a client something, in an order
    index('authorizations_grant').on(table.clientId, table.accountId),
    index('authorizations_end').on(table.endsAt),
  ],
);
