import type { Counted, EngineObserver, Keyring, OutboxObserver, SecretHasher, Stores } from '@cardea/core';
import type { Database, DatabaseEvent } from '@cardea/db';
import type { RefusalCode } from '@cardea/protocol';
import type { SignInWay } from '../stats/sign-in-way.ts';
import { VERSION } from '../version.ts';
import { watchEventLoopLag } from './event-loop-lag.ts';
import { CONTENT_TYPE, renderHistograms, renderSeries } from './exposition.ts';
import { type MetricId, metricsTable } from './metrics-table.ts';
import { readProcessFigures } from './process-figures.ts';
import { RequestCounts } from './request-counts.ts';
import { counterFamily, histogramFamily, observe, type Series } from './series.ts';
import { readTotals } from './totals.ts';

/** What is looked at when metrics are asked for, and costs nothing before. */
export interface MetricSources {
  readonly database: Pick<Database, 'stats'>;
  readonly keyring: Pick<Keyring, 'list'>;
  readonly outbox: Pick<Stores['outbox'], 'depth'>;
}

/** The metrics of one issuer. Counting takes well under a microsecond. */
export interface Metrics extends EngineObserver {
  requested(route: string, method: string, status: number, seconds: number): void;
  refused(code: RefusalCode): void;
  signedIn(way: SignInWay): void;
  /** So many units were committed in one transaction. */
  committed(units: number, seconds: number): void;
  /** A message of the outbox was tried. */
  attempted: OutboxObserver['attempted'];
  database(event: DatabaseEvent): void;
  /** The same hasher, with what it is busy with counted. */
  measured(hasher: SecretHasher): SecretHasher;
  watch(sources: MetricSources): void;
  /** What has been counted of what the statistics tell, since the start. */
  totals(): readonly Counted[];
  /** All of it in the text format of Prometheus. What a source cannot tell now is left out. */
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
  close(): void;
}

type Figures = Partial<Record<MetricId, number | undefined>>;

/** What a source says, or nothing where it fails: a scrape must work while the database does not. */
const orNothing = async <T>(ask: () => T | Promise<T>): Promise<T | undefined> => {
  try {
    return await ask();
  } catch {
    return undefined;
  }
};

export const createMetrics = (): Metrics => {
  const requests = new RequestCounts();
  const tokens = counterFamily(metricsTable.tokensIssued);
  const signIns = counterFamily(metricsTable.signIns);
  const refusals = counterFamily(metricsTable.refusals);
  const introspections = counterFamily(metricsTable.introspections);
  const outboxAttempts = counterFamily(metricsTable.outboxAttempts);
  const active = introspections.of('true');
  const inactive = introspections.of('false');
  const commitSeconds = histogramFamily(metricsTable.commitSeconds);
  const unitsPerCommit = histogramFamily(metricsTable.unitsPerCommit);
  const seconds = commitSeconds.of();
  const units = unitsPerCommit.of();
  const lag = watchEventLoopLag();
  let databaseUp = 1;
  let hashing = 0;
  let sources: MetricSources | undefined;

  const busy = async <T>(work: Promise<T>): Promise<T> => {
    hashing++;
    try {
      return await work;
    } finally {
      hashing--;
    }
  };

  const signingKeys = async (): Promise<Iterable<Series>> => {
    const family = counterFamily(metricsTable.signingKeys);
    const keys = await orNothing(async () => sources?.keyring.list());
    for (const key of keys ?? []) family.of(key.state).value++;
    return family.all();
  };

  const outboxMessages = async (): Promise<Iterable<Series>> => {
    const family = counterFamily(metricsTable.outboxMessages);
    const depth = await orNothing(async () => sources?.outbox.depth());
    for (const state of depth ? (['waiting', 'dead'] as const) : []) family.of(state).value = depth?.[state] ?? 0;
    return family.all();
  };

  const figures = async (): Promise<Figures> => ({
    ...(await readProcessFigures()),
    databaseQueue: (await orNothing(() => sources?.database.stats()))?.queued,
    databaseUp,
    hashQueue: hashing,
    eventLoopLag: lag.takeSeconds(),
  });

  const info = counterFamily(metricsTable.info);
  info.of(VERSION, Bun.version).value = 1;

  return {
    requested: (route, method, status, took) => requests.count(route, method, { status, seconds: took }),
    tokenIssued: ({ grant, format }) => void tokens.of(grant, format).value++,
    refused: (code) => void refusals.of(code).value++,
    signedIn: (way) => void signIns.of(way).value++,
    introspected: (isActive) => void (isActive ? active : inactive).value++,
    attempted: ({ kind, outcome }) => void outboxAttempts.of(kind, outcome).value++,
    committed(count, took) {
      observe(units, count);
      observe(seconds, took);
    },
    database({ kind }) {
      if (kind === 'available') databaseUp = 1;
      if (kind === 'unavailable') databaseUp = 0;
    },
    measured: (hasher) => ({
      hash: (secret) => busy(hasher.hash(secret)),
      verify(secret, hash, context) {
        const verdict = hasher.verify(secret, hash, context);
        return verdict instanceof Promise ? busy(verdict) : verdict;
      },
    }),
    watch(given) {
      sources = given;
    },
    totals: () => readTotals({ tokens, signIns, refusals, requests: requests.totals, durations: requests.durations }),
    async render() {
      const now = await figures();
      const lines = [
        ...renderSeries(metricsTable.requests, requests.totals.all()),
        ...renderHistograms(metricsTable.requestSeconds, requests.durations.all()),
        ...renderSeries(metricsTable.tokensIssued, tokens.all()),
        ...renderSeries(metricsTable.signIns, signIns.all()),
        ...renderSeries(metricsTable.refusals, refusals.all()),
        ...renderSeries(metricsTable.introspections, introspections.all()),
        ...renderSeries(metricsTable.outboxAttempts, outboxAttempts.all()),
        ...renderSeries(metricsTable.outboxMessages, await outboxMessages()),
        ...renderHistograms(metricsTable.commitSeconds, commitSeconds.all()),
        ...renderHistograms(metricsTable.unitsPerCommit, unitsPerCommit.all()),
        ...renderSeries(metricsTable.signingKeys, await signingKeys()),
        ...renderSeries(metricsTable.info, info.all()),
        ...Object.entries(now).flatMap(([id, value]) =>
          value === undefined ? [] : renderSeries(metricsTable[id as MetricId], [{ labels: '', value }]),
        ),
      ];
      return { contentType: CONTENT_TYPE, text: `${lines.join('\n')}\n` };
    },
    close: () => lag.stop(),
  };
};
