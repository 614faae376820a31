import type { TotpAlgorithm } from '@cardea/core';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const totpFactors = sqliteTable('totp_factors', {
  accountId: text('account_id').primaryKey(),
  sealedSecret: text('sealed_secret').notNull(),
  algorithm: text('algorithm').$type<TotpAlgorithm>().notNull(),
  digits: integer('digits').notNull(),
  periodSeconds: integer('period_seconds').notNull(),
  lastStep: integer('last_step').notNull(),
  createdAt: integer('created_at').notNull(),
  lastUsedAt: integer('last_used_at'),
});
