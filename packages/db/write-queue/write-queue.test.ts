import { describe, expect, test } from 'bun:test';
import { DatabaseUnavailable } from '@cardea/core';
import fc from 'fast-check';
import { type Committer, type Result, WriteQueue, type WriteQueueLimits } from './write-queue.ts';

const LIMITS: WriteQueueLimits = { deadlineMs: 2000, maxBatch: 4, maxWaiting: 1000, maxPauseMs: 1 };

interface Work {
  readonly index: number;
  readonly fails: boolean;
}

/** Commits what it is given, sometimes only the first of it, as a busy database does. */
const scripted = (log: Work[][], busyAfter: readonly number[], slow: boolean): Committer<Work, number> => {
  let call = 0;
  const commit = (batch: readonly Work[]): readonly Result<number>[] => {
    const taken = batch.slice(0, busyAfter[call++] ?? batch.length);
    log.push([...taken]);
    return taken.map(({ index, fails }) => (fails ? { error: new Error(`work ${index}`) } : { outcome: index }));
  };
  const commitLater = async (batch: readonly Work[]): Promise<readonly Result<number>[]> => {
    await new Promise((resolve) => setImmediate(resolve));
    return commit(batch);
  };
  return { commit: slow ? commitLater : commit };
};

const works = fc
  .array(fc.boolean(), { maxLength: 40 })
  .map((fails) => fails.map((fail, index) => ({ index, fails: fail })));

describe('the write queue', () => {
  test('answers every push once, with its own outcome, in the order of the calls, however busy the database is', async () => {
    await fc.assert(
      fc.asyncProperty(
        works,
        fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        async (list, busyAfter, slow, turn) => {
          const log: Work[][] = [];
          const queue = new WriteQueue(scripted(log, busyAfter, slow), LIMITS);
          const answered: number[] = [];
          const answers: Promise<unknown>[] = [];
          for (const work of list) {
            const push = queue.push(work);
            push.then(
              () => answered.push(work.index),
              () => answered.push(work.index),
            );
            answers.push(push.catch((error: Error) => error.message));
            if (work.index % turn === 0) await new Promise((resolve) => setImmediate(resolve));
          }
          expect(await Promise.all(answers)).toEqual(list.map(({ index, fails }) => (fails ? `work ${index}` : index)));
          expect(log.flat().map(({ index }) => index)).toEqual(list.map(({ index }) => index));
          expect(answered).toEqual(list.map(({ index }) => index));
          expect(log.every((batch) => batch.length <= LIMITS.maxBatch)).toBe(true);
          await queue.drain();
          expect(queue.stats.queued).toBe(0);
          expect(queue.stats.committedUnits).toBe(list.filter(({ fails }) => !fails).length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('work of one turn of the event loop shares a transaction', async () => {
    const log: Work[][] = [];
    const queue = new WriteQueue(scripted(log, [], false), LIMITS);
    await Promise.all([0, 1, 2].map((index) => queue.push({ index, fails: false })));
    expect(log.map((batch) => batch.length)).toEqual([3]);
    expect(queue.stats).toMatchObject({ committedUnits: 3, commits: 1 });
  });

  test('so does work of turns that follow each other, up to a full batch', async () => {
    const log: Work[][] = [];
    const queue = new WriteQueue(scripted(log, [], false), LIMITS);
    const pushes: Promise<number>[] = [];
    for (let index = 0; index < 6; index++) {
      pushes.push(queue.push({ index, fails: false }));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(pushes);
    expect(log.map((batch) => batch.length)).toEqual([LIMITS.maxBatch, 2]);
  });

  test('a listener is told of each transaction with the number of units it held', async () => {
    const told: number[] = [];
    const queue = new WriteQueue(scripted([], [], false), LIMITS, (units) => told.push(units));
    await Promise.allSettled(Array.from({ length: 6 }, (_, index) => queue.push({ index, fails: index === 5 })));
    expect(told).toEqual([4, 1]);
  });

  test('what waits longer than the deadline is turned away, and what comes later is taken', async () => {
    let busy = true;
    const queue = new WriteQueue<number, number>(
      { commit: (batch) => (busy ? [] : batch.map((outcome) => ({ outcome }))) },
      { ...LIMITS, deadlineMs: 50 },
    );
    const answers = await Promise.allSettled([queue.push(1), queue.push(2)]);
    expect(answers.map((answer) => answer.status === 'rejected' && answer.reason)).toEqual([
      expect.any(DatabaseUnavailable),
      expect.any(DatabaseUnavailable),
    ]);
    busy = false;
    expect(await queue.push(3)).toBe(3);
  });

  test('more than may wait is turned away at once', async () => {
    const queue = new WriteQueue(scripted([], [], false), { ...LIMITS, maxWaiting: 2 });
    const answers = await Promise.allSettled([0, 1, 2].map((index) => queue.push({ index, fails: false })));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });

  test('closing answers what waits and takes nothing more', async () => {
    const queue = new WriteQueue(scripted([], [0, 1], true), LIMITS);
    const answers = [0, 1, 2].map((index) => queue.push({ index, fails: false }));
    await queue.close();
    expect(await Promise.all(answers)).toEqual([0, 1, 2]);
    await expect(queue.push({ index: 3, fails: false })).rejects.toBeInstanceOf(DatabaseUnavailable);
  });
});

test('each transaction is told with the units that were written in it', async () => {
  const told: number[] = [];
  const queue = new WriteQueue(scripted([], [0], false), LIMITS, (units, tookMs) => {
    expect(tookMs).toBeGreaterThanOrEqual(0);
    told.push(units);
  });
  await Promise.all([0, 1, 2].map((index) => queue.push({ index, fails: false })));
  await queue.push({ index: 3, fails: false });
  expect(told.reduce((sum, units) => sum + units, 0)).toBe(queue.stats.committedUnits);
  expect(told).toHaveLength(queue.stats.commits);
});
