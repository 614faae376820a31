import type { IdempotencyChange, IdempotencyGuard, IdempotencyStore } from '@cardea/core';
import type { State } from './state.ts';
import type { ChangeTable, GuardTable } from './tables.ts';

export const idempotencyGuards: GuardTable<IdempotencyGuard['kind']> = {
  'idempotent_call.claim': ({ idempotentCalls }, { call, at }) => {
    const found = idempotentCalls.get(call.id);
    const isFree = found === undefined || (found.doneAt === undefined && found.leaseEndsAt <= at);
    return isFree ? () => idempotentCalls.set(call.id, call) : undefined;
  },
};

export const idempotencyChanges: ChangeTable<IdempotencyChange['kind']> = {
  'idempotent_call.done': ({ idempotentCalls }, { id, at }) => {
    const found = idempotentCalls.get(id);
    if (found) idempotentCalls.set(id, { ...found, doneAt: at });
  },
  'idempotent_call.answer': ({ idempotentCalls }, { id, answer }) => {
    const found = idempotentCalls.get(id);
    if (found) idempotentCalls.set(id, { ...found, answer });
  },
  'idempotent_call.forget': ({ idempotentCalls }, { id }) => {
    if (idempotentCalls.get(id)?.doneAt === undefined) idempotentCalls.delete(id);
  },
};

export const idempotencyStore = ({ idempotentCalls }: State): IdempotencyStore => ({
  find: async (id) => idempotentCalls.get(id),
});
