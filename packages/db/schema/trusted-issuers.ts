import type { AssertionType, PublicJwk, SubjectMapping } from '@cardea/core';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, texts } from './columns.ts';

export const trustedIssuers = sqliteTable('trusted_issuers', {
  /** Order of creation. */
  sequence: integer('sequence').primaryKey(),
  issuer: text('issuer').notNull().unique(),
  name: text('name').notNull(),
  version: integer('version').notNull(),
  enabled: integer('enabled', { mode: 'boolean' }).notNull(),
  jwks: json<readonly PublicJwk[]>('jwks'),
  jwksUri: text('jwks_uri'),
  algorithms: texts('algorithms').notNull(),
  subjects: text('subjects').$type<SubjectMapping>().notNull(),
  scopes: texts('scopes').notNull(),
  clients: texts('clients').notNull(),
  assertionType: text('assertion_type').$type<AssertionType>().notNull().default('jwt'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});
