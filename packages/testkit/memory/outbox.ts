import type { OutboxChange, OutboxGuard, OutboxMessage, OutboxStore } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import { change } from './effects.ts';
import { compareIds, type State } from './state.ts';
import type { ChangeTable, GuardTable } from './tables.ts';

const holds =
  (lease: string) =>
  (message: OutboxMessage): boolean =>
    message.lease === lease && message.dueAt !== undefined;

const isDue =
  (at: number) =>
  ({ dueAt }: OutboxMessage): boolean =>
    dueAt !== undefined && dueAt <= at;

/** Nobody is delivering it: nobody has a lease, or it has ended. */
const isFree =
  (at: number) =>
  ({ lease, dueAt }: OutboxMessage): boolean =>
    lease === undefined || dueAt === undefined || dueAt <= at;

export const outboxGuards: GuardTable<OutboxGuard['kind']> = {
  'outbox.claim': ({ outbox }, { id, lease, at, leaseEndsAt }) =>
    change(outbox, id, {
      fits: isDue(at),
      to: (message) => ({ ...message, lease, dueAt: leaseEndsAt, attempts: message.attempts + 1 }),
    }),
  'outbox.done': ({ outbox }, { id, lease }) => {
    const message = outbox.get(id);
    return message !== undefined && holds(lease)(message) ? () => outbox.delete(id) : undefined;
  },
  'outbox.retry': ({ outbox }, { id, lease, dueAt, error }) =>
    change(outbox, id, {
      fits: holds(lease),
      to: (message) => ({ ...message, lease: undefined, dueAt, lastError: error }),
    }),
  'outbox.hasten': ({ outbox }, { id, at }) =>
    change(outbox, id, {
      fits: (message) => message.dueAt !== undefined && isFree(at)(message),
      to: (message) => ({ ...message, lease: undefined, dueAt: at }),
    }),
  'outbox.drop': ({ outbox }, { id, at }) => {
    const message = outbox.get(id);
    return message !== undefined && isFree(at)(message) ? () => outbox.delete(id) : undefined;
  },
  'outbox.bury': ({ outbox }, { id, lease, error }) =>
    change(outbox, id, {
      fits: holds(lease),
      to: (message) => ({ ...message, lease: undefined, dueAt: undefined, payload: '', lastError: error }),
    }),
};

export const outboxChanges: ChangeTable<OutboxChange['kind']> = {
  'outbox.insert': ({ outbox }, { message }) => outbox.set(message.id, message),
};

export const outboxStore = ({ outbox }: State): OutboxStore => ({
  find: async (id) => (isSelector(id) ? outbox.get(id) : undefined),
  list: async ({ limit, before, kind, state }) =>
    [...outbox.values()]
      .filter((message) => before === undefined || compareIds(message.id, before) < 0)
      .filter((message) => kind === undefined || message.kind === kind)
      .filter((message) => state === undefined || (message.dueAt === undefined) === (state === 'dead'))
      .sort((a, b) => compareIds(b.id, a.id))
      .slice(0, limit),
  listDue: async ({ at, kinds, limit }) =>
    [...outbox.values()]
      .filter((message) => isDue(at)(message) && kinds.includes(message.kind))
      .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || compareIds(a.id, b.id))
      .slice(0, limit),
  listTroubles: async () =>
    [...Map.groupBy(outbox.values(), ({ kind }) => kind)]
      .map(([kind, messages]) => ({
        kind,
        dead: messages.filter(({ dueAt }) => dueAt === undefined).length,
        late: messages.filter(({ dueAt, attempts }) => dueAt !== undefined && attempts > 1).length,
      }))
      .filter(({ dead, late }) => dead > 0 || late > 0)
      .sort((a, b) => compareIds(a.kind, b.kind)),
  depth: async () => {
    const dead = [...outbox.values()].filter(({ dueAt }) => dueAt === undefined).length;
    return { waiting: outbox.size - dead, dead };
  },
});
