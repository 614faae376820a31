import type { SessionClient, SessionClientChange, SessionClientGuard } from '@cardea/core';
import { and, asc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import { sessionClients } from '../schema/tables.ts';
import { type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { insertInto, type Query, select } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

const { sid, clientId, accountId, answeredAt, endedAt } = sessionClients;
const sameRow = and(eq(sid, plain('sid')), eq(clientId, plain('clientId')));
const replaced = sql.join(
  [accountId, answeredAt, endedAt].map(
    (column) => sql`${sql.identifier(column.name)} = excluded.${sql.identifier(column.name)}`,
  ),
  sql`, `,
);

export const sessionClientGuards: GuardTable<SessionClientGuard['kind']> = {
  'session_client.take': changing(
    statement(builder.delete(sessionClients).where(and(sameRow, isNotNull(endedAt)))),
    itself,
  ),
};

export const sessionClientChanges: ChangeTable<SessionClientChange['kind']> = {
  'session_client.put': inBothForms(
    (held) => insertInto(sessionClients, { held, onConflict: sql`do update set ${replaced}` }),
    (change) => change.sessionClient,
  ),
  'session_clients.end': inBothForms(
    (held) =>
      statement(
        builder
          .update(sessionClients)
          .set({ endedAt: plain('at') })
          .where(
            and(
              eq(accountId, plain('accountId')),
              sql`(${plain('sid')} is null or ${sid} = ${plain('sid')})`,
              sql`${sid} is not ${plain('exceptSid')}`,
              sql`(${plain('clientId')} is null or ${clientId} = ${plain('clientId')})`,
              isNull(endedAt),
              held,
            ),
          ),
      ),
    itself,
  ),
};

export const listSessionClients: Query<{ readonly sid: string }, SessionClient> = select(
  sessionClients,
  sql`where ${eq(sid, plain('sid'))} order by ${asc(clientId)}`,
);

export const listEndedSessionClients: Query<{ readonly limit: number }, SessionClient> = select(
  sessionClients,
  // Of what is null nothing is greater
  sql`where ${gt(endedAt, sql.raw('0'))} order by ${asc(endedAt)}, ${asc(sid)}, ${asc(clientId)} limit ${plain('limit')}`,
);
