import { openFiles, residentMib } from '../faults/process-figures.ts';

/** What one look at the process found. */
export interface Sample {
  readonly minutes: number;
  readonly mib: number;
  readonly files: number;
}

export const sampleOf = (pid: number, minutes: number): Sample => ({
  minutes,
  mib: residentMib(pid),
  files: openFiles(pid),
});

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** MiB an hour by which the memory grows: the slope of the line through the samples (least squares). */
export const memorySlope = (samples: readonly Sample[]): number => {
  const x = mean(samples.map(({ minutes }) => minutes));
  const y = mean(samples.map(({ mib }) => mib));
  const above = samples.reduce((sum, { minutes, mib }) => sum + (minutes - x) * (mib - y), 0);
  const below = samples.reduce((sum, { minutes }) => sum + (minutes - x) ** 2, 0);
  return below === 0 ? 0 : (above / below) * 60;
};

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
