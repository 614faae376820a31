import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Assertions that were used, so that none is used twice (RFC 7523 §3). */
export const assertions = sqliteTable(
  'assertions',
  {
    issuer: text('issuer').notNull(),
    jti: text('jti').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.jti] }), index('assertions_expiry').on(table.expiresAt)],
);
