import type { AccessTokenFormat, ActorClaim } from '@cardea/core';
import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, selector, texts } from './columns.ts';

export const accessTokens = sqliteTable(
  'access_tokens',
  {
    /** Order of commit, by which a mass revocation tells what was there before it. */
    sequence: integer('sequence').primaryKey(),
    id: selector('id').notNull().unique(),
    format: text('format').$type<AccessTokenFormat>().notNull(),
    verifierHash: text('verifier_hash'),
    clientId: text('client_id').notNull(),
    subject: text('subject').notNull(),
    scopes: text('scopes', { mode: 'json' }).$type<readonly string[]>().notNull(),
    audience: text('audience', { mode: 'json' }).$type<readonly string[]>().notNull(),
    label: text('label'),
    issuedAt: integer('issued_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    revokedAt: integer('revoked_at'),
    jkt: text('jkt'),
    /** Null for a client that acts for itself. */
    authorizationId: selector('authorization_id'),
    parents: texts('parents'),
    appPasswordId: selector('app_password_id'),
    sessionId: selector('session_id'),
    act: json<ActorClaim>('act'),
  },
  (table) => [
    // Eviction and lists of live tokens read one end of (client, not revoked); revoked ones lie apart and are not walked.
    index('access_tokens_client').on(table.clientId, table.revokedAt, table.id),
    index('access_tokens_expiry').on(table.expiresAt),
    // Limits of a person and a client, by the order of commit. Tokens of machines are not in it, and cost nothing.
    index('access_tokens_person')
      .on(table.clientId, table.subject, table.revokedAt)
      .where(sql`authorization_id is not null`),
    // Lists of what people have. Tokens of machines are not in it.
    index('access_tokens_subject').on(table.subject, table.id).where(sql`subject <> client_id`),
  ],
);

/**
 * A revocation of all live tokens, of one client or of all. It counts from its commit on, however many rows it concerns; they
 * are brought up to date in the background, and then it is gone. Tokens are not removed while one exists: SQLite may give
 * the highest sequence again after its row was removed.
 */
export const massRevocations = sqliteTable('mass_revocations', {
  sequence: integer('sequence').primaryKey(),
  /** Null: of all clients. */
  clientId: text('client_id'),
  at: integer('at').notNull(),
  /** The sequence of the youngest token that it concerns. */
  upTo: integer('up_to').notNull(),
  /** The rows up to this sequence have been brought up to date. */
  sweptTo: integer('swept_to').notNull(),
});
