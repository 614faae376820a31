import type { IdempotencyChange, IdempotencyGuard } from '@cardea/core';
import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import { idempotentCalls } from '../schema/tables.ts';
import { type ChangeTable, inBothForms, itself } from './change-forms.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { assignments, insertInto, select } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

const byId = eq(idempotentCalls.id, plain('id'));
const isNotDone = isNull(idempotentCalls.doneAt);

export const idempotencyGuards: GuardTable<IdempotencyGuard['kind']> = {
  'idempotent_call.claim': changing(
    insertInto(idempotentCalls, {
      onConflict: sql`do update set ${assignments(idempotentCalls, ['id'])}
        where ${and(isNotDone, lte(idempotentCalls.leaseEndsAt, plain('at')))}`,
    }),
    ({ call, at }) => ({ ...call, at }),
  ),
};

export const idempotencyChanges: ChangeTable<IdempotencyChange['kind']> = {
  'idempotent_call.done': inBothForms(
    (held) =>
      statement(
        builder
          .update(idempotentCalls)
          .set({ doneAt: plain('at') })
          .where(and(byId, held)),
      ),
    itself,
  ),
  'idempotent_call.answer': inBothForms(
    (held) =>
      statement(
        builder
          .update(idempotentCalls)
          .set({ answer: plain('answer') })
          .where(and(byId, held)),
      ),
    itself,
  ),
  'idempotent_call.forget': inBothForms(
    (held) => statement(builder.delete(idempotentCalls).where(and(byId, isNotDone, held))),
    itself,
  ),
};

export const findIdempotentCall = select<typeof idempotentCalls, { readonly id: string }>(
  idempotentCalls,
  sql`where ${byId}`,
);
