import type { DeviceGuard } from '@cardea/core';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { authorizationSessions, authorizations, deviceCodes } from '../schema/tables.ts';
import { type ChangeForms, inBothForms, itself } from './change-forms.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { isPresent, mayBeServed, onBehalf, stands } from './on-behalf.ts';
import { insertInto, KEEP } from './rows.ts';
import { builder, plain, statement, value } from './statement.ts';

const isIt = eq(deviceCodes.id, value(deviceCodes.id, 'id'));
const waits = and(isIt, isNull(deviceCodes.authorizationId), isNull(deviceCodes.deniedAt));

/** Nobody has answered, it is not too late, and whoever answers has a page open for it. */
const canBeAnswered = and(
  waits,
  gt(deviceCodes.expiresAt, plain('at')),
  sql`exists (select 1 from ${authorizationSessions} where ${authorizationSessions.id} = ${plain('flowId')}
    and ${authorizationSessions.expiresAt} > ${plain('at')})`,
);

const endFlow = <G extends { readonly flowId: string }>(): ChangeForms<G> =>
  inBothForms(
    (held) =>
      statement<{ readonly flowId: string }>(
        builder.delete(authorizationSessions).where(and(eq(authorizationSessions.id, plain('flowId')), held)),
      ),
    itself,
  );

export const deviceGuards: GuardTable<DeviceGuard['kind']> = {
  'device_code.insert': changing(insertInto(deviceCodes, { onConflict: KEEP }), (guard) => guard.code),
  'device_code.allow': changing(
    statement(
      builder
        .update(deviceCodes)
        .set({
          authorizationId: sql`${value(deviceCodes.authorizationId, 'authorizationId')}`,
          userCodeHash: sql`null`,
        })
        .where(and(canBeAnswered, isPresent)),
    ),
    ({ about, ...guard }) => ({ ...guard, ...about }),
    [endFlow()],
  ),
  'device_code.deny': changing(
    statement(
      builder
        .update(deviceCodes)
        .set({ deniedAt: plain('at'), userCodeHash: sql`null` })
        .where(canBeAnswered),
    ),
    itself,
    [endFlow()],
  ),
  'device_code.poll': changing(
    statement(
      builder
        .update(deviceCodes)
        .set({ polledAtMs: plain('nowMs') })
        .where(
          and(
            waits,
            sql`coalesce(${deviceCodes.polledAtMs} + ${deviceCodes.intervalSeconds} * 1000, 0) <= ${plain('nowMs')} + ${plain('graceMs')}`,
          ),
        ),
    ),
    itself,
  ),
  'device_code.redeem': changing(
    statement(
      builder
        .update(deviceCodes)
        .set({ redeemedAt: plain('at'), removeAt: plain('removeAt') })
        .where(
          and(
            isIt,
            eq(deviceCodes.authorizationId, plain('authorizationId')),
            isNull(deviceCodes.redeemedAt),
            gt(deviceCodes.expiresAt, plain('at')),
            sql`exists (select 1 from ${authorizations} where ${stands})`,
            mayBeServed,
          ),
        ),
    ),
    onBehalf,
  ),
};
