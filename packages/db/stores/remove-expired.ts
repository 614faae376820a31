import type { Removal } from '@cardea/core';
import type { Executor } from '../executor/executor.ts';
import { removals } from '../statements/removals.ts';
import { advanceCall, finishCall, nextSweep, type Sweep, sweepCall } from '../statements/revocations.ts';

/** Rows in one transaction: few enough that nobody notices that it runs. */
const MAX_AT_A_TIME = 100;

const sweepOfAll = async (executor: Executor, sweep: Sweep): Promise<void> => {
  for (let from = sweep.sweptTo; from < sweep.upTo; from += MAX_AT_A_TIME) {
    await executor.write(sweepCall(sweep, { from, limit: MAX_AT_A_TIME }));
    await executor.write(advanceCall(sweep, from + MAX_AT_A_TIME));
  }
};

const sweepOfClient = async (executor: Executor, sweep: Sweep): Promise<void> => {
  while ((await executor.write(sweepCall(sweep, { from: 0, limit: MAX_AT_A_TIME }))) > 0);
};

/** Brings the tokens of mass revocations up to date, which count already. */
const sweepRevoked = async (executor: Executor): Promise<void> => {
  for (let sweep = await executor.row(nextSweep, {}); sweep; sweep = await executor.row(nextSweep, {})) {
    await (sweep.ofAll ? sweepOfAll : sweepOfClient)(executor, sweep);
    await executor.write(finishCall(sweep));
  }
};

/** `Stores.removeExpired`: many short transactions through the write queue, so that other writes come between them. */
export const removeExpired = async (
  executor: Executor,
  { now, limit: wanted, auditBefore = 0 }: Removal,
): Promise<number> => {
  await sweepRevoked(executor);
  let removed = 0;
  for (const removal of removals) {
    while (removed < wanted) {
      const limit = Math.min(MAX_AT_A_TIME, wanted - removed);
      const calls = removal({ now, nowMs: now * 1000, limit, auditBefore });
      let count = 0;
      for (const call of calls) count = await executor.write(call);
      removed += count;
      if (count < limit) break;
    }
  }
  return removed;
};
