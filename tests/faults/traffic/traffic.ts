/** Requests that go on until they are told to stop. */
export interface Traffic<T> {
  /** What has been answered so far, in the order of the answers. */
  readonly answers: readonly T[];
  /** Sends nothing more; resolves with all answers when the last one is there. */
  stop(): Promise<readonly T[]>;
}

export interface TrafficOptions {
  /** How many requests are under way at a time. */
  readonly workers: number;
  /** Between the answer and the next request of a worker; none when absent. */
  readonly pauseMs?: number;
}

/** `send` must not reject: a failure is an answer too. */
export const startTraffic = <T>(
  send: (index: number) => Promise<T>,
  { workers, pauseMs = 0 }: TrafficOptions,
): Traffic<T> => {
  const answers: T[] = [];
  let next = 0;
  let stopped = false;
  const work = async (): Promise<void> => {
    while (!stopped) {
      answers.push(await send(next++));
      if (pauseMs > 0) await Bun.sleep(pauseMs);
    }
  };
  const working = Promise.all(Array.from({ length: workers }, work));
  return {
    answers,
    stop: async () => {
      stopped = true;
      await working;
      return answers;
    },
  };
};
