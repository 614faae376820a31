import type { MatchBy, ProviderAuthMethod, ProviderEndpoints } from '@cardea/core';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, texts } from './columns.ts';

export const identityProviders = sqliteTable('identity_providers', {
  /** Order of creation. */
  sequence: integer('sequence').primaryKey(),
  id: text('id').notNull().unique(),
  version: integer('version').notNull(),
  enabled: integer('enabled', { mode: 'boolean' }).notNull(),
  name: text('name').notNull(),
  issuer: text('issuer'),
  preset: text('preset'),
  endpoints: json<ProviderEndpoints>('endpoints'),
  clientId: text('client_id').notNull(),
  authMethod: text('auth_method').$type<ProviderAuthMethod>().notNull(),
  secret: text('secret'),
  scopes: texts('scopes').notNull(),
  trustsEmail: integer('trusts_email', { mode: 'boolean' }).notNull(),
  trustsFactors: integer('trusts_factors', { mode: 'boolean' }).notNull(),
  matchBy: text('match_by').$type<MatchBy>().notNull(),
  onMatch: text('on_match').$type<'link' | 'deny'>().notNull(),
  onNoMatch: text('on_no_match').$type<'create' | 'deny'>().notNull(),
  allowedDomains: texts('allowed_domains').notNull(),
  hostedDomain: text('hosted_domain'),
  refreshProfile: integer('refresh_profile', { mode: 'boolean' }).notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});
