import { HashingBusy } from '@cardea/core';

export interface BoundedQueue {
  /** Runs `task` when its turn comes. Rejects at once with `HashingBusy` where too many wait already. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

/** First in, first out; at most `concurrency` tasks run and `queueLimit` more wait. */
export const createBoundedQueue = (limits: {
  readonly concurrency: number;
  readonly queueLimit: number;
}): BoundedQueue => {
  const waiting: (() => void)[] = [];
  let running = 0;

  return {
    async run(task) {
      if (running >= limits.concurrency) {
        if (waiting.length >= limits.queueLimit) throw new HashingBusy('The queue of slow hashes is full');
        // Whoever finishes hands its place over, so that no newcomer slips in between.
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else running++;
      try {
        return await task();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running--;
      }
    },
  };
};
