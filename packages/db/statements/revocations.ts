import { and, eq, gt, gte, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { accessTokens, appPasswords, authorizations, browserSessions, massRevocations } from '../schema/tables.ts';
import type { Query } from './rows.ts';
import { builder, type Call, call, plain, statement } from './statement.ts';

type Tokens = typeof accessTokens | typeof parents;

/** The same table once more: tokens that others were exchanged for. */
const parents = alias(accessTokens, 'parent');

const covering = (tokens: Tokens) =>
  and(
    or(isNull(massRevocations.clientId), eq(massRevocations.clientId, tokens.clientId)),
    gte(massRevocations.upTo, tokens.sequence),
    lt(massRevocations.at, tokens.expiresAt),
  );

const covers = covering(accessTokens);

const coveredAt = (tokens: Tokens): SQL =>
  sql`(select min(${massRevocations.at}) from ${massRevocations} where ${covering(tokens)})`;

const itsAuthorization = (tokens: Tokens): SQL => eq(authorizations.id, tokens.authorizationId);

/** When the authorization that the token belongs to was revoked. Where it is gone with its account, it counts from the first. */
const authorizationRevokedAt = (
  tokens: Tokens,
): SQL => sql`case when ${tokens.authorizationId} is not null then nullif(coalesce(
  (select coalesce(${authorizations.revokedAt}, -1) from ${authorizations} where ${itsAuthorization(tokens)}), ${tokens.issuedAt}), -1) end`;

const authorizationStands = sql`(${accessTokens.authorizationId} is null or exists (
  select 1 from ${authorizations} where ${itsAuthorization(accessTokens)} and ${authorizations.revokedAt} is null))`;

/** When what it was got with ended, its app password or its session: it counts from the first. */
const originEndedAt = (tokens: Tokens): SQL => sql`case
  when ${tokens.appPasswordId} is not null and not exists (
    select 1 from ${appPasswords} where ${appPasswords.id} = ${tokens.appPasswordId}) then ${tokens.issuedAt}
  when ${tokens.sessionId} is not null and not exists (select 1 from ${browserSessions}
    where ${browserSessions.id} = ${tokens.sessionId} and ${browserSessions.endedAt} is null) then ${tokens.issuedAt} end`;

/** When the first of the tokens that it was exchanged for was revoked; one that is gone counts from the first. */
const parentRevokedAt = sql`case when ${accessTokens.parents} is not null then (select min(case when ${parents.id} is null
    then ${accessTokens.issuedAt} else coalesce(${parents.revokedAt}, ${coveredAt(parents)}, ${authorizationRevokedAt(parents)}, ${originEndedAt(parents)}) end)
  from json_each(${accessTokens.parents}) left join ${accessTokens} as ${sql.identifier('parent')} on ${parents.id} = json_each.value) end`;

/** When the token was revoked: on its own, with many, with its authorization, or with what it was exchanged for. */
export const revokedAt = sql`coalesce(${accessTokens.revokedAt}, ${coveredAt(accessTokens)}, ${authorizationRevokedAt(
  accessTokens,
)}, ${originEndedAt(accessTokens)}, ${parentRevokedAt})`;

/** Not revoked; the first condition is what the index knows. */
export const unrevoked = sql`${accessTokens.revokedAt} is null and ${coveredAt(accessTokens)} is null and ${authorizationStands}
  and ${originEndedAt(accessTokens)} is null
  and (${accessTokens.parents} is null or ${parentRevokedAt} is null)`;

export const unrevokedAndUnexpired = (at: SQL): SQL => sql`${unrevoked} and ${gt(accessTokens.expiresAt, at)}`;

const into = sql.join(
  [massRevocations.clientId, massRevocations.at, massRevocations.upTo, massRevocations.sweptTo].map((column) =>
    sql.identifier(column.name),
  ),
  sql`, `,
);
const bound = (name: 'min' | 'max'): SQL =>
  sql`(select coalesce(${sql.raw(name)}(${accessTokens.sequence}), 0) from ${accessTokens})`;

/** Revokes all live tokens, of one client where it is named: one row, however many tokens there are. */
export const revokeAll = (held: SQL | undefined) =>
  statement<{ readonly clientId?: string | undefined; readonly at: number }>(
    sql`insert into ${massRevocations} (${into})
      select ${plain('clientId')}, ${plain('at')}, ${bound('max')}, ${bound('min')} - 1 where ${held ?? sql`true`}`,
  );

/** True while a mass revocation is under way. */
export const sweeping = sql`exists (select 1 from ${massRevocations})`;

/** A mass revocation whose rows have not all been brought up to date. */
export interface Sweep {
  readonly sequence: number;
  readonly ofAll: boolean;
  readonly sweptTo: number;
  readonly upTo: number;
}

export const nextSweep: Query<object, Sweep> = {
  statement: statement(
    sql`select ${massRevocations.sequence}, ${massRevocations.clientId} is null, ${massRevocations.sweptTo}, ${massRevocations.upTo}
      from ${massRevocations} order by ${massRevocations.sequence} limit 1`,
  ),
  decode: (row) => ({
    sequence: Number(row[0]),
    ofAll: Boolean(row[1]),
    sweptTo: Number(row[2]),
    upTo: Number(row[3]),
  }),
};

const it = eq(massRevocations.sequence, plain('sequence'));

// The tokens are joined with the revocation: where another process has finished it, nothing is revoked by mistake.
const sweepTokens = (narrowing: SQL) =>
  statement<{ readonly sequence: number; readonly from: number; readonly limit: number }>(
    sql`update ${accessTokens} set ${sql.identifier(accessTokens.revokedAt.name)} = (select ${massRevocations.at} from ${massRevocations} where ${it})
      where ${accessTokens.sequence} in (
        select ${accessTokens.sequence} from ${massRevocations} join ${accessTokens} on ${narrowing}
        where ${it} and ${covers} and ${accessTokens.revokedAt} is null limit ${plain('limit')})`,
  );

const sweepOfClient = sweepTokens(eq(accessTokens.clientId, massRevocations.clientId));
const sweepOfAll = sweepTokens(
  sql`${accessTokens.sequence} > ${plain('from')} and ${accessTokens.sequence} <= ${plain('from')} + ${plain('limit')}`,
);

const advance = statement<{ readonly sequence: number; readonly sweptTo: number }>(
  builder
    .update(massRevocations)
    .set({ sweptTo: plain('sweptTo') })
    .where(it),
);

const finish = statement<{ readonly sequence: number }>(builder.delete(massRevocations).where(it));

/** Brings at most `limit` tokens up to date; of all clients, those that come next after `from`. */
export const sweepCall = (sweep: Sweep, range: { readonly from: number; readonly limit: number }): Call =>
  call(sweep.ofAll ? sweepOfAll : sweepOfClient, { sequence: sweep.sequence, ...range });

export const advanceCall = (sweep: Sweep, sweptTo: number): Call =>
  call(advance, { sequence: sweep.sequence, sweptTo });

export const finishCall = (sweep: Sweep): Call => call(finish, { sequence: sweep.sequence });
