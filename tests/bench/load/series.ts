import { canPin } from '../machine/cores.ts';
import type { ServerUnderTest } from '../servers/server.ts';
import type { Measurement } from './measure.ts';
import { median } from './median.ts';

/** One server of a scenario with what was measured of it, or why nothing was. */
export interface Series {
  readonly server: ServerUnderTest;
  readonly measurements: Measurement[];
  failure?: string;
}

export const usable = ({ measurements, failure }: Series): boolean => failure === undefined && measurements.length > 0;

/** Requests per second, the median of the rounds. */
export const throughput = ({ measurements }: Series): number =>
  median(measurements.map(({ requestsPerSecond }) => requestsPerSecond));

/** Processor time per request in microseconds, the median of the rounds. */
export const cpuOf = ({ measurements }: Series): number =>
  median(measurements.map(({ cpuPerRequest }) => cpuPerRequest.userUs + cpuPerRequest.systemUs));

/** A share of the server's core beyond which other processes spoil a figure. */
const OTHERS_AT_MOST = 0.1;

export const disturbed = ({ measurements }: Series): boolean =>
  canPin() && median(measurements.map(({ othersShare }) => othersShare)) > OTHERS_AT_MOST;
