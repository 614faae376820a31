import type { PeopleGuard } from '@cardea/core';
import { and, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import { accounts, authorizations, browserSessions, clients } from '../schema/tables.ts';
import { plain } from './statement.ts';

export const isActive = (id: SQL): SQL =>
  sql`select 1 from ${accounts} where ${accounts.id} = ${id} and ${accounts.state} = 'active'`;

/** What a guard says of whom something is given to, and for whom. */
export type OnBehalf = Pick<
  Extract<PeopleGuard, { readonly accountId: string; readonly client: object }>,
  'at' | 'accountId' | 'client'
>;

/** Design D12: the client is enabled and unchanged, the account active. */
export const mayBeServed = sql`exists (select 1 from ${clients} where ${clients.id} = ${plain('clientId')}
    and ${clients.version} = ${plain('clientVersion')} and ${clients.enabled})
  and exists (${isActive(plain('accountId'))})`;

export const onBehalf = <G extends OnBehalf>(guard: G) => ({
  ...guard,
  clientId: guard.client.id,
  clientVersion: guard.client.version,
});

/** The authorization stands, and is this client's for this account. */
export const stands = and(
  eq(authorizations.id, plain('authorizationId')),
  eq(authorizations.clientId, plain('clientId')),
  eq(authorizations.accountId, plain('accountId')),
  isNull(authorizations.revokedAt),
  gt(authorizations.endsAt, plain('at')),
);

/** Whoever answers is still in the session: a handle may have been replaced, the sid stays. */
export const isPresent = sql`exists (${isActive(plain('accountId'))})
  and exists (select 1 from ${browserSessions} where ${browserSessions.accountId} = ${plain('accountId')}
    and ${browserSessions.sid} = ${plain('sid')} and ${browserSessions.endedAt} is null)`;
