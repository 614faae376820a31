import type { OutboxStore } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import type { Executor } from '../executor/executor.ts';
import { findOutboxMessage, listDue, listOutbox, listOutboxTroubles, outboxDepth } from '../statements/outbox.ts';

export const outboxStore = (executor: Executor): OutboxStore => ({
  find: async (id) => (isSelector(id) ? executor.row(findOutboxMessage, { id }) : undefined),
  list: (filter) => executor.rows(listOutbox, filter),
  listDue: ({ at, kinds, limit }) => executor.rows(listDue, { at, kinds: JSON.stringify(kinds), limit }),
  listTroubles: () => executor.rows(listOutboxTroubles, {}),
  depth: async () => (await executor.row(outboxDepth, {})) ?? { waiting: 0, dead: 0 },
});
