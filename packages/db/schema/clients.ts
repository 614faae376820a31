import type { ClientAuthMethod, ClientSecret, PublicJwk } from '@cardea/core';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

const texts = (name: string) => text(name, { mode: 'json' }).$type<readonly string[]>();

export const clients = sqliteTable('clients', {
  /** Order of creation. */
  sequence: integer('sequence').primaryKey(),
  id: text('id').notNull().unique(),
  name: text('name').notNull(),
  version: integer('version').notNull(),
  enabled: integer('enabled', { mode: 'boolean' }).notNull(),
  authMethod: text('auth_method').$type<ClientAuthMethod>().notNull(),
  secrets: text('secrets', { mode: 'json' }).$type<readonly ClientSecret[]>().notNull(),
  jwks: text('jwks', { mode: 'json' }).$type<readonly PublicJwk[]>(),
  jwksUri: text('jwks_uri'),
  assertionAlgorithm: text('assertion_algorithm'),
  grantTypes: texts('grant_types').notNull(),
  scopes: texts('scopes').notNull(),
  resources: texts('resources').notNull(),
  accessTokenTtlSeconds: integer('access_token_ttl_seconds'),
  maxAccessTokenTtlSeconds: integer('max_access_token_ttl_seconds'),
  tokenLimit: integer('token_limit'),
  requestsPerMinute: integer('requests_per_minute'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});
