import type { LinkPurpose } from '@cardea/core';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { selector } from './columns.ts';

export const oneTimeLinks = sqliteTable(
  'one_time_links',
  {
    id: selector('id').primaryKey(),
    verifierHash: text('verifier_hash').notNull(),
    purpose: text('purpose').$type<LinkPurpose>().notNull(),
    accountId: text('account_id'),
    email: text('email').notNull(),
    emailKey: text('email_key').notNull(),
    stamp: text('stamp').notNull(),
    flowId: text('flow_id'),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    index('one_time_links_account').on(table.accountId),
    index('one_time_links_email').on(table.emailKey),
    index('one_time_links_expiry').on(table.expiresAt),
  ],
);
