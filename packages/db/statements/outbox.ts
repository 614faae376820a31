import type { OutboxChange, OutboxDepth, OutboxFilter, OutboxGuard, OutboxTrouble } from '@cardea/core';
import { and, asc, desc, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import { outbox } from '../schema/tables.ts';
import { type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { insertInto, type Query, select } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

const isIt = eq(outbox.id, plain('id'));
/** Whoever has the lease, as long as nobody else took it and it was not given back. */
const holds = and(isIt, eq(outbox.lease, plain('lease')), isNotNull(outbox.dueAt));
const isDue = lte(outbox.dueAt, plain('at'));

/** Nobody is delivering it: nobody has a lease, or it has ended. */
const isFree = or(isNull(outbox.lease), isNull(outbox.dueAt), isDue);

export const outboxGuards: GuardTable<OutboxGuard['kind']> = {
  'outbox.claim': changing(
    statement(
      builder
        .update(outbox)
        .set({ lease: plain('lease'), dueAt: plain('leaseEndsAt'), attempts: sql`${outbox.attempts} + 1` })
        .where(and(isIt, isDue)),
    ),
    itself,
  ),
  'outbox.done': changing(statement(builder.delete(outbox).where(holds)), itself),
  'outbox.retry': changing(
    statement(
      builder
        .update(outbox)
        .set({ lease: sql`null`, dueAt: plain('dueAt'), lastError: plain('error') })
        .where(holds),
    ),
    itself,
  ),
  'outbox.bury': changing(
    statement(
      builder
        .update(outbox)
        .set({ lease: sql`null`, dueAt: sql`null`, payload: sql`''`, lastError: plain('error') })
        .where(holds),
    ),
    itself,
  ),
  'outbox.hasten': changing(
    statement(
      builder
        .update(outbox)
        .set({ lease: sql`null`, dueAt: plain('at') })
        .where(and(isIt, isNotNull(outbox.dueAt), isFree)),
    ),
    itself,
  ),
  'outbox.drop': changing(statement(builder.delete(outbox).where(and(isIt, isFree))), itself),
};

export const outboxChanges: ChangeTable<OutboxChange['kind']> = {
  'outbox.insert': inBothForms(
    (held) => insertInto(outbox, { held }),
    (change) => change.message,
  ),
};

export const findOutboxMessage = select<typeof outbox, { readonly id: string }>(outbox, sql`where ${isIt}`);

export const listOutbox = select<typeof outbox, OutboxFilter>(
  outbox,
  sql`where (${plain('before')} is null or ${outbox.id} < ${plain('before')})
    and (${plain('kind')} is null or ${outbox.kind} = ${plain('kind')})
    and (${plain('state')} is null or (${outbox.dueAt} is null) = (${plain('state')} = 'dead'))
    order by ${desc(outbox.id)} limit ${plain('limit')}`,
);

/** `kinds` is a JSON list. */
export const listDue = select<typeof outbox, { readonly at: number; readonly kinds: string; readonly limit: number }>(
  outbox,
  sql`where ${isDue} and ${outbox.kind} in (select value from json_each(${plain('kinds')}))
    order by ${asc(outbox.dueAt)}, ${asc(outbox.id)} limit ${plain('limit')}`,
);

export const outboxDepth: Query<object, OutboxDepth> = {
  statement: statement(
    sql`select (select count(*) from ${outbox} where ${outbox.dueAt} > 0), (select count(*) from ${outbox} where ${outbox.dueAt} is null)`,
  ),
  decode: (row) => ({ waiting: Number(row[0]), dead: Number(row[1]) }),
};

const dead = sql`sum(${outbox.dueAt} is null)`;
const late = sql`sum(${outbox.dueAt} is not null and ${outbox.attempts} > 1)`;

export const listOutboxTroubles: Query<object, OutboxTrouble> = {
  statement: statement(
    sql`select ${outbox.kind}, ${dead}, ${late} from ${outbox} group by ${outbox.kind}
      having ${dead} > 0 or ${late} > 0 order by ${outbox.kind}`,
  ),
  decode: (row) => ({ kind: String(row[0]), dead: Number(row[1]), late: Number(row[2]) }),
};
