import type { Executor } from '../executor/executor.ts';
import { removals } from '../statements/removals.ts';

/** Rows in one transaction: few enough that nobody notices that it runs. */
const MAX_AT_A_TIME = 100;

/** `Stores.removeExpired`: many short transactions through the write queue, so that other writes come between them. */
export const removeExpired = async (
  executor: Executor,
  options: { readonly now: number; readonly limit: number },
): Promise<number> => {
  const { now, limit: wanted } = options;
  let removed = 0;
  for (const removal of removals) {
    while (removed < wanted) {
      const limit = Math.min(MAX_AT_A_TIME, wanted - removed);
      const count = await executor.write(removal({ now, nowMs: now * 1000, limit }));
      removed += count;
      if (count < limit) break;
    }
  }
  return removed;
};
