import type { AuthenticationMethod } from '@cardea/core';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, selector, texts } from './columns.ts';

export const authorizationCodes = sqliteTable(
  'authorization_codes',
  {
    id: selector('id').primaryKey(),
    verifierHash: text('verifier_hash').notNull(),
    authorizationId: selector('authorization_id').notNull(),
    clientId: text('client_id').notNull(),
    accountId: text('account_id').notNull(),
    redirectUri: text('redirect_uri').notNull(),
    redirectUriSent: integer('redirect_uri_sent', { mode: 'boolean' }).notNull(),
    codeChallenge: text('code_challenge'),
    nonce: text('nonce'),
    jkt: text('jkt'),
    scopes: texts('scopes').notNull(),
    resources: texts('resources').notNull(),
    authenticatedAt: integer('authenticated_at').notNull(),
    methods: json<readonly AuthenticationMethod[]>('methods').notNull(),
    sid: text('sid').notNull(),
    issuedAt: integer('issued_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    redeemedAt: integer('redeemed_at'),
    failures: integer('failures').notNull(),
  },
  // Codes are removed with their authorization.
  (table) => [index('authorization_codes_authorization').on(table.authorizationId)],
);
