import type { Guard } from '@cardea/core';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import {
  accessTokens,
  assertions,
  clients,
  rateLimits,
  resources,
  scopes,
  signingKeys,
  unitMarks,
} from '../schema/tables.ts';
import { unrevoked } from './revocations.ts';
import { assignments, insertInto } from './rows.ts';
import { builder, type Call, call, MARK, plain, type Statement, statement, value } from './statement.ts';

type Kind = Guard['kind'];
type GuardOf<K extends Kind> = { readonly [P in K]: Extract<Guard, { readonly kind: P }> & { readonly kind: P } }[K];

/** The one statement that decides. It held where it changed a row, or as a condition, where it finds one. */
export interface GuardCall extends Call {
  readonly decides: 'by change' | 'by row';
}

/** A guard in its two forms (ADR 0016): decided by the process, or marked inside the database by the last of its calls. */
interface GuardForms<G> {
  readonly decided: (guard: G) => GuardCall;
  readonly marked: (guard: G, mark: number) => readonly Call[];
}

type GuardTable = { readonly [K in Kind]: GuardForms<GuardOf<K>> };

const insertMark = sql`insert into ${unitMarks} (${sql.identifier(unitMarks.id.name)}) select ${plain(MARK)}`;
const markAfterChange = statement<object>(sql`${insertMark} where changes() > 0`);

/** Held where the statement changes a row. */
const changing = <G, V extends object>(text: Statement<V>, values: (guard: G) => V): GuardForms<G> => ({
  decided: (guard) => ({ ...call(text, values(guard)), decides: 'by change' }),
  marked: (guard, mark) => [call(text, values(guard)), call(markAfterChange, {}, mark)],
});

/** Held where the condition finds a row. */
const finding = <G, V extends object>(condition: SQL, values: (guard: G) => V): GuardForms<G> => {
  const text = statement<V>(condition);
  const marking = statement<V>(sql`${insertMark} where exists (${condition})`);
  return {
    decided: (guard) => ({ ...call(text, values(guard)), decides: 'by row' }),
    marked: (guard, mark) => [call(marking, values(guard), mark)],
  };
};

const itself = <G>(guard: G): G => guard;

const youngest = sql`(select ${signingKeys.id} from ${signingKeys} where ${signingKeys.algorithm} = ${value(
  signingKeys.algorithm,
  'algorithm',
)} order by ${signingKeys.sequence} desc limit 1)`;

/** GCRA: the arrival after this request, if it is let through. */
const arrival = (from: SQL): SQL => sql`max(${from}, ${plain('nowMs')}) + ${plain('intervalMs')}`;
const room = (next: SQL): SQL => sql`${next} - ${plain('nowMs')} <= ${plain('burst')} * ${plain('intervalMs')}`;

const guards: GuardTable = {
  'client.unchanged': finding(
    sql`select 1 from ${clients} where ${clients.id} = ${plain('id')} and ${clients.version} = ${plain('version')} and ${clients.enabled}`,
    itself,
  ),
  'client.insert': changing(insertInto(clients, { orIgnore: true }), (guard) => guard.client),
  'client.replace': changing(
    statement(
      sql`update ${clients} set ${assignments(clients, ['id'])} where ${clients.id} = ${plain('id')} and ${clients.version} = ${plain('version')} - 1`,
    ),
    (guard) => guard.client,
  ),
  'client.delete': changing(statement(builder.delete(clients).where(eq(clients.id, plain('id')))), itself),
  'resource.insert': changing(insertInto(resources, { orIgnore: true }), (guard) => guard.resource),
  'resource.replace': changing(
    statement(
      sql`update ${resources} set ${assignments(resources, ['uri'])} where ${resources.uri} = ${plain('uri')} and ${resources.version} = ${plain('version')} - 1`,
    ),
    (guard) => guard.resource,
  ),
  'resource.delete': changing(statement(builder.delete(resources).where(eq(resources.uri, plain('uri')))), itself),
  'scope.insert': changing(insertInto(scopes, { orIgnore: true }), (guard) => guard.scope),
  'scope.replace': changing(
    statement(sql`update ${scopes} set ${assignments(scopes, ['name'])} where ${scopes.name} = ${plain('name')}`),
    (guard) => guard.scope,
  ),
  'scope.delete': changing(statement(builder.delete(scopes).where(eq(scopes.name, plain('name')))), itself),
  'access_token.revoke': changing(
    statement(
      builder
        .update(accessTokens)
        .set({ revokedAt: plain('at') })
        .where(and(eq(accessTokens.id, value(accessTokens.id, 'id')), unrevoked)),
    ),
    itself,
  ),
  'assertion.claim': changing(insertInto(assertions, { orIgnore: true }), itself),
  'signing_key.insert': changing(
    insertInto(signingKeys, { held: sql`${youngest} is ${plain('after')}`, orIgnore: true }),
    (guard) => ({ ...guard.key, after: guard.after }),
  ),
  'signing_key.revoke': changing(
    statement(
      builder
        .update(signingKeys)
        .set({ revokedAt: plain('at') })
        .where(and(eq(signingKeys.id, plain('id')), isNull(signingKeys.revokedAt))),
    ),
    itself,
  ),
  'rate_limit.take': changing(
    statement<{ key: string; burst: number; intervalMs: number; nowMs: number }>(
      sql`insert into ${rateLimits} (${sql.identifier(rateLimits.key.name)}, ${sql.identifier(rateLimits.arrivalMs.name)})
        select ${plain('key')}, ${plain('nowMs')} + ${plain('intervalMs')} where ${plain('burst')} >= 1
        on conflict do update set ${sql.identifier(rateLimits.arrivalMs.name)} = ${arrival(sql`${rateLimits.arrivalMs}`)}
        where ${room(arrival(sql`${rateLimits.arrivalMs}`))}`,
    ),
    itself,
  ),
};

const formsOf = <K extends Kind>(guard: GuardOf<K>): GuardForms<GuardOf<K>> => guards[guard.kind];

export const guardCall = (guard: Guard): GuardCall => formsOf(guard).decided(guard);

/** The last of the calls changes a row where the guard held. */
export const markedGuardCalls = (guard: Guard, mark: number): readonly Call[] => formsOf(guard).marked(guard, mark);

export const clearMarks: Call = call(statement<object>(builder.delete(unitMarks)), {});
