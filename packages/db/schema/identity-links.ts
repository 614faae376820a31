import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const identityLinks = sqliteTable(
  'identity_links',
  {
    providerId: text('provider_id').notNull(),
    subject: text('subject').notNull(),
    accountId: text('account_id').notNull(),
    label: text('label'),
    createdAt: integer('created_at').notNull(),
    usedAt: integer('used_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.providerId, table.subject] }),
    uniqueIndex('identity_links_account_provider').on(table.accountId, table.providerId),
  ],
);
