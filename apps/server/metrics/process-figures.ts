import { readdir } from 'node:fs/promises';

/** What the operating system says about this process. */
export interface ProcessFigures {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  readonly heapBytes: number;
  readonly startSeconds: number;
  /** Undefined where the system does not tell. */
  readonly openFiles: number | undefined;
}

const openFiles = async (): Promise<number | undefined> => {
  try {
    return (await readdir('/proc/self/fd')).length;
  } catch {
    return undefined;
  }
};

export const readProcessFigures = async (): Promise<ProcessFigures> => {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    cpuSeconds: (user + system) / 1_000_000,
    residentBytes: rss,
    heapBytes: heapUsed,
    startSeconds: performance.timeOrigin / 1000,
    openFiles: await openFiles(),
  };
};
