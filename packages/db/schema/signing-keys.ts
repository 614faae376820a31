import type { PublicJwk, SigningAlgorithm } from '@cardea/core';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const signingKeys = sqliteTable('signing_keys', {
  /** Order of creation: the youngest key of an algorithm is the one with the highest. */
  sequence: integer('sequence').primaryKey(),
  id: text('id').notNull().unique(),
  algorithm: text('algorithm').$type<SigningAlgorithm>().notNull(),
  publicJwk: text('public_jwk', { mode: 'json' }).$type<PublicJwk>().notNull(),
  sealedPrivateKey: text('sealed_private_key').notNull(),
  createdAt: integer('created_at').notNull(),
  activeFrom: integer('active_from').notNull(),
  removeAt: integer('remove_at'),
  revokedAt: integer('revoked_at'),
});
