import {
  countedUpTo,
  type EndingSecret,
  type Stat,
  type StatChange,
  type StatSpan,
  type StoredFigures,
} from '@cardea/core';
import { and, asc, eq, gt, gte, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { accessTokens, accounts, browserSessions, clients, resources, stats } from '../schema/tables.ts';
import { type ChangeTable, inBothForms } from './change-forms.ts';
import { unrevokedAndUnexpired } from './revocations.ts';
import { insertInto, type Query, select } from './rows.ts';
import { plain, statement } from './statement.ts';

const inserted = sql.raw(`excluded.${stats.value.name}`);
const key = sql`(${sql.join(
  [stats.span, stats.startsAt, stats.measure, stats.label].map((column) => sql.identifier(column.name)),
  sql`, `,
)})`;
/** A row of the same key takes the number that is made of its own and the new one. */
const merged = (value: SQL): SQL => sql`${key} do update set ${sql.identifier(stats.value.name)} = ${value}`;

export const statChanges: ChangeTable<StatChange['kind']> = {
  'stat.add': inBothForms(
    (held) => insertInto(stats, { held, onConflict: merged(sql`${stats.value} + ${inserted}`) }),
    (change) => change.stat,
  ),
  'stat.raise': inBothForms(
    (held) => insertInto(stats, { held, onConflict: merged(sql`max(${stats.value}, ${inserted})`) }),
    (change) => change.stat,
  ),
};

export const listStats = select<
  typeof stats,
  { readonly span: StatSpan; readonly from: number; readonly until: number },
  Stat
>(
  stats,
  sql`where ${and(eq(stats.span, plain('span')), gte(stats.startsAt, plain('from')), lt(stats.startsAt, plain('until')))}
    order by ${asc(stats.startsAt)}, ${asc(stats.measure)}, ${asc(stats.label)}`,
);

const upTo = (most: number, rows: SQL): SQL => sql`(select count(*) from (${rows} limit ${sql.raw(String(most))}))`;
const liveSessions = upTo(
  countedUpTo.sessions,
  sql`select 1 from ${browserSessions} where ${and(
    gt(browserSessions.expiresAt, plain('at')),
    isNull(browserSessions.endedAt),
    gt(browserSessions.endsAt, plain('at')),
  )}`,
);
const liveTokens = upTo(
  countedUpTo.tokens,
  sql`select 1 from ${accessTokens} where ${unrevokedAndUnexpired(plain('at'))}`,
);

export const countLiveSessions: Query<{ readonly at: number }, number> = {
  statement: statement(sql`select ${liveSessions}`),
  decode: (row) => Number(row[0]),
};

export const countFigures: Query<{ readonly at: number }, StoredFigures> = {
  statement: statement(sql`select (select count(*) from ${clients}), (select count(*) from ${accounts}),
    (select count(*) from ${resources}), ${liveTokens}, ${liveSessions}`),
  decode: (row) => ({
    clients: Number(row[0]),
    accounts: Number(row[1]),
    resources: Number(row[2]),
    liveTokens: Number(row[3]),
    liveSessions: Number(row[4]),
  }),
};

const endsAt = sql`json_extract(secret.value, '$.expiresAt')`;

export const listEndingSecrets: Query<
  { readonly from: number; readonly until: number; readonly limit: number },
  EndingSecret
> = {
  statement: statement(sql`select ${clients.id}, ${clients.name}, json_extract(secret.value, '$.id'), ${endsAt}
    from ${clients}, json_each(${clients.secrets}) as secret
    where ${clients.enabled} and ${endsAt} > ${plain('from')} and ${endsAt} <= ${plain('until')}
    order by ${endsAt}, ${clients.sequence} limit ${plain('limit')}`),
  decode: (row) => ({
    clientId: String(row[0]),
    clientName: String(row[1]),
    secretId: String(row[2]),
    expiresAt: Number(row[3]),
  }),
};
