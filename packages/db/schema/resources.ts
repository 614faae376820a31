import type { AccessTokenFormat } from '@cardea/core';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const resources = sqliteTable('resources', {
  uri: text('uri').primaryKey(),
  name: text('name').notNull(),
  version: integer('version').notNull(),
  enabled: integer('enabled', { mode: 'boolean' }).notNull(),
  tokenFormat: text('token_format').$type<AccessTokenFormat>().notNull(),
  signingAlgorithm: text('signing_algorithm'),
  scopes: text('scopes', { mode: 'json' }).$type<readonly string[]>().notNull(),
  introspectors: text('introspectors', { mode: 'json' }).$type<readonly string[]>().notNull(),
  accessTokenTtlSeconds: integer('access_token_ttl_seconds'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  selfRegistered: integer('self_registered', { mode: 'boolean' }).notNull().default(false),
});
