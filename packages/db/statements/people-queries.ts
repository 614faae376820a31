import type { Authorization } from '@cardea/core';
import { and, asc, desc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import {
  accounts,
  authorizationCodes,
  authorizationSessions,
  authorizations,
  browserSessions,
  consents,
} from '../schema/tables.ts';
import { fromRow } from './authorization-rows.ts';
import { mapped, type Query, select } from './rows.ts';
import { plain } from './statement.ts';

interface ById {
  readonly id: string;
}
interface OfAccount {
  readonly accountId: string;
}
interface LiveOfAccount extends OfAccount {
  readonly at: number;
}

export const findAccount = select<typeof accounts, ById>(accounts, sql`where ${eq(accounts.id, plain('id'))}`);

/** The guards see to it that one account at most has the key, as either. */
export const findAccountByLogin = select<typeof accounts, { readonly key: string }>(
  accounts,
  sql`where ${eq(accounts.usernameKey, plain('key'))} or ${eq(accounts.emailKey, plain('key'))} limit 1`,
);

export const findOwner = select<typeof accounts, object>(
  accounts,
  sql`where ${accounts.role} = 'owner' and ${accounts.state} = 'active' limit 1`,
);

const page = sql`order by ${asc(accounts.sequence)} limit ${plain('limit')}`;

export const listAccounts = select<typeof accounts, { readonly limit: number }>(accounts, page);

export const listDueAccounts = select<typeof accounts, { readonly at: number; readonly limit: number }>(
  accounts,
  sql`where ${lte(accounts.deleteAt, plain('at'))} and ${accounts.state} = 'deleting'
    order by ${asc(accounts.deleteAt)} limit ${plain('limit')}`,
);

/** Nothing comes after an account that is not there. */
export const listAccountsAfter = select<typeof accounts, { readonly after: string; readonly limit: number }>(
  accounts,
  sql`where ${accounts.sequence} > (select ${accounts.sequence} from ${accounts} where ${eq(accounts.id, plain('after'))}) ${page}`,
);

export const findBrowserSession = select<typeof browserSessions, ById>(
  browserSessions,
  sql`where ${eq(browserSessions.id, plain('id'))}`,
);

const sessionIsLive = and(
  eq(browserSessions.accountId, plain('accountId')),
  isNull(browserSessions.endedAt),
  gt(browserSessions.expiresAt, plain('at')),
  gt(browserSessions.endsAt, plain('at')),
);

export const listLiveBrowserSessions = select<typeof browserSessions, LiveOfAccount>(
  browserSessions,
  sql`where ${sessionIsLive} order by ${desc(browserSessions.createdAt)}, ${desc(browserSessions.id)}`,
);

export const findAuthorizationSession = select<typeof authorizationSessions, ById>(
  authorizationSessions,
  sql`where ${eq(authorizationSessions.id, plain('id'))}`,
);

export const findAuthorizationCode = select<typeof authorizationCodes, ById>(
  authorizationCodes,
  sql`where ${eq(authorizationCodes.id, plain('id'))}`,
);

export const findAuthorization: Query<ById, Authorization> = mapped(
  select<typeof authorizations, ById>(authorizations, sql`where ${eq(authorizations.id, plain('id'))}`),
  fromRow,
);

const authorizationIsLive = and(
  eq(authorizations.accountId, plain('accountId')),
  isNull(authorizations.revokedAt),
  gt(authorizations.endsAt, plain('at')),
);

export const listLiveAuthorizations: Query<LiveOfAccount, Authorization> = mapped(
  select<typeof authorizations, LiveOfAccount>(
    authorizations,
    sql`where ${authorizationIsLive} order by ${desc(authorizations.createdAt)}, ${desc(authorizations.id)}`,
  ),
  fromRow,
);

export const findConsent = select<typeof consents, OfAccount & { readonly clientId: string }>(
  consents,
  sql`where ${and(eq(consents.accountId, plain('accountId')), eq(consents.clientId, plain('clientId')))}`,
);

export const listConsents = select<typeof consents, OfAccount>(
  consents,
  sql`where ${eq(consents.accountId, plain('accountId'))} order by ${desc(consents.grantedAt)}, ${asc(consents.clientId)}`,
);
