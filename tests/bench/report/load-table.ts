import type { Measurement } from '../load/measure.ts';
import { median } from '../load/median.ts';
import { cpuOf, type Series, throughput, usable } from '../load/series.ts';
import { canPin } from '../machine/cores.ts';
import type { Table } from '../scenario.ts';

const COLUMNS = [
  'server',
  'requests/s',
  'lowest – highest',
  'first ÷ this',
  'by CPU',
  'p50 ms',
  'p99 ms',
  'CPU µs/request',
  'of it kernel',
  'core busy',
  'by others',
  'peak RSS MB',
];

const whole = (value: number): string => Math.round(value).toLocaleString('en');

export const ratioText = (value: number): string => (value >= 10 ? value.toFixed(1) : value.toFixed(2));

/** Share of one core that the server used: well below 1 it waited, for the disk or for the load generator. */
const busyShare = ({ cpuPerRequest, requestsPerSecond }: Measurement): number =>
  ((cpuPerRequest.userUs + cpuPerRequest.systemUs) * requestsPerSecond) / 1e6;

function row(series: Series, first: Series | undefined): string[] {
  if (!usable(series)) return [series.server.title, 'failed', ...COLUMNS.slice(2).map(() => '–')];
  const { measurements } = series;
  const rates = measurements.map(({ requestsPerSecond }) => requestsPerSecond);
  const middle = (pick: (measurement: Measurement) => number) => median(measurements.map(pick));
  return [
    series.server.title,
    whole(throughput(series)),
    `${whole(Math.min(...rates))} – ${whole(Math.max(...rates))}`,
    first ? ratioText(throughput(first) / throughput(series)) : '–',
    first ? ratioText(cpuOf(series) / cpuOf(first)) : '–',
    (middle(({ p50Us }) => p50Us) / 1000).toFixed(1),
    (middle(({ p99Us }) => p99Us) / 1000).toFixed(1),
    cpuOf(series).toFixed(1),
    middle(({ cpuPerRequest }) => cpuPerRequest.systemUs).toFixed(1),
    `${(middle(busyShare) * 100).toFixed(0)} %`,
    canPin() ? `${(middle(({ othersShare }) => othersShare) * 100).toFixed(0)} %` : '–',
    (Math.max(...measurements.map(({ peakResidentBytes }) => peakResidentBytes)) / 1e6).toFixed(0),
  ];
}

/** A line per server, medians of its runs; the ratios are the first server's throughput to this one's, and this one's processor time to the first's. */
export function loadTable(series: readonly Series[]): Table {
  const first = series[0] && usable(series[0]) ? series[0] : undefined;
  return { columns: COLUMNS, rows: series.map((one) => row(one, first)) };
}
