import { type Column, eq, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import {
  accessTokens,
  appPasswords,
  assertions,
  audit,
  auditSeals,
  authorizationCodes,
  authorizationSessions,
  authorizations,
  browserSessions,
  consents,
  deviceCodes,
  emailCodes,
  formerClients,
  idempotentCalls,
  initialAccessTokens,
  keptRefusals,
  oneTimeLinks,
  outbox,
  pushedRequests,
  rateLimits,
  sessionClients,
  signingKeys,
  stats,
  upstreamAttempts,
} from '../schema/tables.ts';
import { sweeping } from './revocations.ts';
import { type Call, call, plain, type Statement, statement } from './statement.ts';

interface Expiry {
  /** Seconds since the epoch. */
  readonly now: number;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  readonly limit: number;
  /** Seconds since the epoch; audit entries of before go. */
  readonly auditBefore: number;
}

const now = plain('now');
const limit = sql`limit ${plain('limit')}`;

const expired = (table: SQLiteTable, expiry: Column, by: SQL, unless?: SQL): readonly Statement<Expiry>[] => {
  const allowed = unless ? sql` and not ${unless}` : sql``;
  const rows = sql`select rowid from ${table} where ${lte(expiry, by)}${allowed} order by ${expiry} ${limit}`;
  return [statement(sql`delete from ${table} where rowid in (${rows})`)];
};

const itsCode = eq(authorizationCodes.authorizationId, authorizations.id);

/** A code is remembered as long as its authorization, and goes just before it. */
const withCodes = (ids: SQL): readonly Statement<Expiry>[] => [
  statement(sql`delete from ${authorizationCodes} where ${authorizationCodes.authorizationId} in (${ids})`),
  statement(
    sql`delete from ${authorizations} where ${authorizations.id} in (${ids})
      and not exists (select 1 from ${authorizationCodes} where ${itsCode})`,
  ),
];

const expiredSessions = sql`select rowid from ${browserSessions}
  where ${lte(browserSessions.expiresAt, now)} order by ${browserSessions.expiresAt} ${limit}`;

/** Who let a session run out is told to nobody: its clients go just before it. Those of one that was ended wait for their word. */
const sessionsWithClients: readonly Statement<Expiry>[] = [
  statement(sql`delete from ${sessionClients} where ${isNull(sessionClients.endedAt)} and ${sessionClients.sid} in
    (select ${browserSessions.sid} from ${browserSessions} where ${isNull(browserSessions.endedAt)} and rowid in (${expiredSessions}))`),
  statement(sql`delete from ${browserSessions} where rowid in (${expiredSessions})`),
];

const ended = sql`select ${authorizations.id} from ${authorizations}
  where ${lte(authorizations.endsAt, now)} order by ${authorizations.endsAt} ${limit}`;
// In SQLite a cross join keeps the order of its tables: the small one comes first.
const ofFormerClients = sql`select ${authorizations.id} from ${formerClients}
  cross join ${authorizations} on ${eq(authorizations.clientId, formerClients.clientId)} ${limit}`;
const consentsToFormerClients = sql`select ${consents}.rowid from ${formerClients}
  cross join ${consents} on ${eq(consents.clientId, formerClients.clientId)} ${limit}`;
const cleanedUp = sql`not exists (select 1 from ${consents} where ${eq(consents.clientId, formerClients.clientId)})
  and not exists (select 1 from ${authorizations} where ${eq(authorizations.clientId, formerClients.clientId)})`;

/**
 * For each kind of row that is no longer needed: deletes at most `limit`, oldest first. The rows of the last statement count;
 * those before it take what depends on them.
 */
export const removals: readonly ((expiry: Expiry) => readonly Call[])[] = [
  withCodes(ofFormerClients),
  [statement<Expiry>(sql`delete from ${consents} where rowid in (${consentsToFormerClients})`)],
  [statement<Expiry>(sql`delete from ${formerClients} where ${cleanedUp}`)],
  expired(accessTokens, accessTokens.expiresAt, now, sweeping),
  expired(appPasswords, appPasswords.expiresAt, now),
  expired(initialAccessTokens, initialAccessTokens.expiresAt, now),
  expired(assertions, assertions.expiresAt, now),
  expired(rateLimits, rateLimits.arrivalMs, plain('nowMs')),
  expired(signingKeys, signingKeys.removeAt, now),
  expired(authorizationSessions, authorizationSessions.expiresAt, now),
  expired(pushedRequests, pushedRequests.expiresAt, now),
  expired(upstreamAttempts, upstreamAttempts.expiresAt, now),
  expired(keptRefusals, keptRefusals.removeAt, now),
  expired(stats, stats.removeAt, now),
  expired(idempotentCalls, idempotentCalls.removeAt, now),
  expired(outbox, outbox.removeAt, now),
  expired(oneTimeLinks, oneTimeLinks.expiresAt, now),
  expired(emailCodes, emailCodes.expiresAt, now),
  sessionsWithClients,
  expired(deviceCodes, deviceCodes.removeAt, now),
  withCodes(ended),
  // The last seal before what is left stays: the chain goes on from it
  [
    statement<Expiry>(sql`delete from ${auditSeals} where ${auditSeals.to} in (select ${auditSeals.to} from ${auditSeals}
      where ${auditSeals.to} < (select max(${auditSeals.to}) from ${auditSeals}
        where ${auditSeals.to} < (select min(${audit.sequence}) from ${audit})) order by ${auditSeals.to} ${limit})`),
  ],
  // The newest stays: the next is counted from it. By the order of commit, which is the order of time but for a clock that was set back: only the oldest are looked at.
  [
    statement<Expiry>(sql`delete from ${audit} where ${audit.sequence} <
      (select min(${audit.sequence}) from ${audit}) + ${plain('limit')} and ${audit.at} < ${plain('auditBefore')}
      and ${audit.sequence} < (select max(${audit.sequence}) from ${audit})`),
  ],
].map((statements) => (expiry) => statements.map((text) => call(text, expiry)));
