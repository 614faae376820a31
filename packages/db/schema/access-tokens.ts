import type { AccessTokenFormat } from '@cardea/core';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { bytes, selector } from './columns.ts';

export const accessTokens = sqliteTable(
  'access_tokens',
  {
    id: selector('id').primaryKey(),
    format: text('format').$type<AccessTokenFormat>().notNull(),
    verifierHash: bytes('verifier_hash'),
    clientId: text('client_id').notNull(),
    subject: text('subject').notNull(),
    scopes: text('scopes', { mode: 'json' }).$type<readonly string[]>().notNull(),
    audience: text('audience', { mode: 'json' }).$type<readonly string[]>().notNull(),
    label: text('label'),
    issuedAt: integer('issued_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    revokedAt: integer('revoked_at'),
  },
  (table) => [
    // Eviction and lists of live tokens read one end of (client, not revoked); revoked ones lie apart and are not walked.
    index('access_tokens_client').on(table.clientId, table.revokedAt, table.id),
    index('access_tokens_expiry').on(table.expiresAt),
  ],
);
