import { type Clock, type EpochSeconds, seconds } from '../ports/clock.ts';
import type { Stat, StatMeasure, StatSpan } from '../ports/stat.ts';
import type { Stores } from '../ports/stores.ts';
import { type Histogram, quantile } from './latency.ts';
import { spanSeconds, spanStart } from './spans.ts';

/** Times in milliseconds; absent where nobody asked. */
export interface Latency {
  readonly p50Ms?: number | undefined;
  readonly p95Ms?: number | undefined;
  readonly p99Ms?: number | undefined;
}

/** One hour or one day. */
export interface StatPoint {
  readonly at: EpochSeconds;
  readonly tokens: number;
  readonly signIns: number;
  readonly refusals: number;
  readonly requests: number;
  /** Requests that failed on our side: status 500 and above. */
  readonly failures: number;
  /** Of the token endpoint. */
  readonly tokenLatency: Latency;
  /** Of what people see: sign-in, consent, their account. */
  readonly pageLatency: Latency;
  /** The most browsers that were signed in at once; absent where nobody looked. */
  readonly activeSessions?: number | undefined;
}

export interface LabelledTotal {
  readonly label: string;
  readonly value: number;
}

export interface StatSeries {
  readonly span: StatSpan;
  readonly from: EpochSeconds;
  readonly until: EpochSeconds;
  /** Every span, those in which nothing happened too; the last one is not over. */
  readonly points: readonly StatPoint[];
  /** Of the whole time, the most first. */
  readonly byGrant: readonly LabelledTotal[];
  readonly bySignIn: readonly LabelledTotal[];
  readonly byRefusal: readonly LabelledTotal[];
}

export interface WantedSeries {
  readonly span: StatSpan;
  /** How many spans, this one included. */
  readonly count: number;
}

const sum = (stats: readonly Stat[], fits: (stat: Stat) => boolean): number =>
  stats.reduce((total, stat) => (fits(stat) ? total + stat.value : total), 0);

const of =
  (measure: StatMeasure) =>
  (stat: Stat): boolean =>
    stat.measure === measure;

const inMs = (share: number | undefined): number | undefined =>
  share === undefined ? undefined : Math.round(share * 100_000) / 100;

/** Labels of latencies: what was asked for, a space and the bound. */
const latencyOf = (stats: readonly Stat[], what: string): Latency => {
  const histogram: Histogram = new Map(
    stats
      .filter(({ measure, label }) => measure === 'latency' && label.startsWith(`${what} `))
      .map(({ label, value }) => [Number(label.slice(what.length + 1)), value]),
  );
  const at = (share: number) => inMs(quantile(histogram, share));
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
};

const pointOf = (at: EpochSeconds, stats: readonly Stat[]): StatPoint => ({
  at,
  tokens: sum(stats, of('tokens')),
  signIns: sum(stats, of('sign_ins')),
  refusals: sum(stats, of('refusals')),
  requests: sum(stats, of('requests')),
  failures: sum(stats, ({ measure, label }) => measure === 'requests' && label === '5xx'),
  tokenLatency: latencyOf(stats, 'token'),
  pageLatency: latencyOf(stats, 'pages'),
  activeSessions: stats.find(of('active_sessions'))?.value,
});

const totals = (stats: readonly Stat[], measure: StatMeasure): readonly LabelledTotal[] => {
  const byLabel = new Map<string, number>();
  for (const stat of stats.filter(of(measure))) byLabel.set(stat.label, (byLabel.get(stat.label) ?? 0) + stat.value);
  return [...byLabel]
    .map(([label, value]) => ({ label, value }))
    .sort((one, other) => other.value - one.value || (one.label < other.label ? -1 : 1));
};

/** The last spans up to now, of all processes together. */
export const readSeries = async (
  { span, count }: WantedSeries,
  { stores, clock }: { readonly stores: Pick<Stores, 'stats'>; readonly clock: Clock },
): Promise<StatSeries> => {
  const step = spanSeconds[span];
  const until = spanStart(span, seconds(clock)) + step;
  const from = until - count * step;
  const stats = await stores.stats.list({ span, from, until });
  const byStart = Map.groupBy(stats, ({ startsAt }) => startsAt);
  return {
    ...{ span, from, until },
    points: Array.from({ length: count }, (_, index) => {
      const at = from + index * step;
      return pointOf(at, byStart.get(at) ?? []);
    }),
    byGrant: totals(stats, 'tokens'),
    bySignIn: totals(stats, 'sign_ins'),
    byRefusal: totals(stats, 'refusals'),
  };
};
