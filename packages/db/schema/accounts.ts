import type { AccountState, AdminRole, ProfileClaims, SecretHash } from '@cardea/core';
import { isNotNull } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json } from './columns.ts';

export const accounts = sqliteTable(
  'accounts',
  {
    /** Order of creation. */
    sequence: integer('sequence').primaryKey(),
    id: text('id').notNull().unique(),
    version: integer('version').notNull(),
    state: text('state').$type<AccountState>().notNull(),
    username: text('username').notNull(),
    usernameKey: text('username_key').notNull().unique(),
    email: text('email'),
    emailKey: text('email_key').unique(),
    emailVerified: integer('email_verified', { mode: 'boolean' }).notNull(),
    password: json<SecretHash>('password'),
    passwordChangedAt: integer('password_changed_at'),
    profile: json<ProfileClaims>('profile').notNull(),
    role: text('role').$type<AdminRole>(),
    deleteAt: integer('delete_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('accounts_role').on(table.role).where(isNotNull(table.role)),
    index('accounts_deletion').on(table.deleteAt).where(isNotNull(table.deleteAt)),
  ],
);
