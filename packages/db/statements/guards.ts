import type { Guard } from '@cardea/core';
import { and, type Column, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
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
import { appPasswordGuards } from './app-passwords.ts';
import { auditGuards } from './audit.ts';
import { brandingGuards, forgetBranding } from './brandings.ts';
import { inBothForms, itself } from './change-forms.ts';
import { deviceGuards } from './device-guards.ts';
import { emailCodeGuards } from './email-codes.ts';
import { exchangeGuards } from './exchange-guards.ts';
import { factorGuards } from './factor-guards.ts';
import { nothingIsLeftOfIt, rememberFormerClient } from './former-clients.ts';
import { changing, finding, type GuardCall, type GuardForms, type GuardOf, type GuardTable } from './guard-forms.ts';
import { idempotencyGuards } from './idempotent-calls.ts';
import { oneTimeLinkGuards } from './one-time-links.ts';
import { outboxGuards } from './outbox.ts';
import { passwordGuards } from './password-guards.ts';
import { peopleGuards } from './people-guards.ts';
import { registrationGuards } from './registration.ts';
import { requestGuards } from './request-guards.ts';
import { unrevoked } from './revocations.ts';
import { assignments, insertInto, KEEP } from './rows.ts';
import { sessionClientGuards } from './session-clients.ts';
import { setUpGuards } from './set-up.ts';
import { storedSettingGuards } from './settings.ts';
import { builder, type Call, call, plain, statement, value } from './statement.ts';
import { trustedIssuerGuards } from './trusted-issuers.ts';
import { upstreamGuards } from './upstream-guards.ts';

const youngest = sql`(select ${signingKeys.id} from ${signingKeys} where ${signingKeys.algorithm} = ${value(
  signingKeys.algorithm,
  'algorithm',
)} order by ${signingKeys.sequence} desc limit 1)`;

/** GCRA: the arrival after this request, if it is let through. */
const arrival = (from: SQL): SQL => sql`max(${from}, ${plain('nowMs')}) + ${plain('intervalMs')}`;
const room = (next: SQL): SQL => sql`${next} - ${plain('nowMs')} <= ${plain('burst')} * ${plain('intervalMs')}`;

/** No row of the table has the value in its list: nobody is left with the name of what is gone. */
const isNamedByNone = (table: SQLiteTable, list: Column, name: string): SQL =>
  sql`not exists (select 1 from ${table}, json_each(${list}) as named where named.value = ${plain(name)})`;

const guards: GuardTable<Guard['kind']> = {
  ...peopleGuards,
  ...requestGuards,
  ...upstreamGuards,
  ...factorGuards,
  ...outboxGuards,
  ...storedSettingGuards,
  ...oneTimeLinkGuards,
  ...setUpGuards,
  ...emailCodeGuards,
  ...sessionClientGuards,
  ...deviceGuards,
  ...exchangeGuards,
  ...passwordGuards,
  ...trustedIssuerGuards,
  ...registrationGuards,
  ...auditGuards,
  ...appPasswordGuards,
  ...idempotencyGuards,
  ...brandingGuards,
  'client.unchanged': finding(
    sql`select 1 from ${clients} where ${clients.id} = ${plain('id')} and ${clients.version} = ${plain('version')} and ${clients.enabled}`,
    itself,
  ),
  'client.insert': changing(
    insertInto(clients, { held: nothingIsLeftOfIt, onConflict: KEEP }),
    (guard) => guard.client,
  ),
  'client.replace': changing(
    statement(
      sql`update ${clients} set ${assignments(clients, ['id'])} where ${clients.id} = ${plain('id')} and ${clients.version} = ${plain('version')} - 1`,
    ),
    (guard) => guard.client,
  ),
  'client.delete': changing(
    statement(
      builder
        .delete(clients)
        .where(and(eq(clients.id, plain('id')), isNamedByNone(resources, resources.introspectors, 'id'))),
    ),
    itself,
    [inBothForms(rememberFormerClient, itself), inBothForms(forgetBranding, itself)],
  ),
  'resource.insert': changing(insertInto(resources, { onConflict: KEEP }), (guard) => guard.resource),
  'resource.replace': changing(
    statement(
      sql`update ${resources} set ${assignments(resources, ['uri'])} where ${resources.uri} = ${plain('uri')} and ${resources.version} = ${plain('version')} - 1`,
    ),
    (guard) => guard.resource,
  ),
  'resource.delete': changing(
    statement(
      builder
        .delete(resources)
        .where(and(eq(resources.uri, plain('uri')), isNamedByNone(clients, clients.resources, 'uri'))),
    ),
    itself,
  ),
  'scope.insert': changing(insertInto(scopes, { onConflict: KEEP }), (guard) => guard.scope),
  'scope.replace': changing(
    statement(sql`update ${scopes} set ${assignments(scopes, ['name'])} where ${scopes.name} = ${plain('name')}`),
    (guard) => guard.scope,
  ),
  'scope.delete': changing(
    statement(
      builder
        .delete(scopes)
        .where(
          and(
            eq(scopes.name, plain('name')),
            isNamedByNone(clients, clients.scopes, 'name'),
            isNamedByNone(resources, resources.scopes, 'name'),
          ),
        ),
    ),
    itself,
  ),
  'access_token.revoke': changing(
    statement(
      builder
        .update(accessTokens)
        .set({ revokedAt: plain('at') })
        .where(and(eq(accessTokens.id, value(accessTokens.id, 'id')), unrevoked)),
    ),
    itself,
  ),
  'assertion.claim': changing(insertInto(assertions, { onConflict: KEEP }), itself),
  'signing_key.insert': changing(
    insertInto(signingKeys, { held: sql`${youngest} is ${plain('after')}`, onConflict: KEEP }),
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

const formsOf = <K extends Guard['kind']>(guard: GuardOf<K>): GuardForms<GuardOf<K>> => guards[guard.kind];

export const guardCall = (guard: Guard): GuardCall => formsOf(guard).decided(guard);

/** The last of the calls changes a row where the guard held. */
export const markedGuardCalls = (guard: Guard, mark: number): readonly Call[] => formsOf(guard).marked(guard, mark);

/** What the guard removes beside its row. */
export const consequenceCalls = (guard: Guard, mark?: number): readonly Call[] =>
  formsOf(guard).consequences.map((consequence) => consequence(guard, mark));

export const clearMarks: Call = call(statement<object>(builder.delete(unitMarks)), {});
