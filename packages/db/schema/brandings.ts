import type { Logo } from '@cardea/core';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json } from './columns.ts';

export const brandings = sqliteTable('brandings', {
  owner: text('owner').primaryKey(),
  version: integer('version').notNull(),
  name: text('name'),
  accent: text('accent'),
  logo: json<Logo>('logo'),
  darkLogo: json<Logo>('dark_logo'),
  signInTexts: json<Readonly<Record<string, string>>>('sign_in_texts').notNull(),
  termsUri: text('terms_uri'),
  privacyUri: text('privacy_uri'),
  helpUri: text('help_uri'),
  updatedAt: integer('updated_at').notNull(),
});
