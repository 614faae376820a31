import { describe, expect, test } from 'bun:test';
import { HashingBusy } from '@cardea/core';
import fc from 'fast-check';
import { createMetrics, type Metrics } from './create-metrics.ts';
import { type MetricRow, metricsTable } from './metrics-table.ts';
import { counterFamily, histogramFamily, observe } from './series.ts';

const SAMPLE = /^([a-z_]+)(?:\{([a-z]+="(?:[^"\\\n]|\\[\\"n])*"(?:,[a-z]+="(?:[^"\\\n]|\\[\\"n])*")*)\})? (\S+)$/;

/** The samples of an exposition, each line checked against the grammar of the format. */
const scrape = async (metrics: Metrics): Promise<ReadonlyMap<string, number>> => {
  const { text } = await metrics.render();
  const samples = new Map<string, number>();
  const lines = text.trimEnd().split('\n');
  for (const line of lines.filter((each) => !each.startsWith('#'))) {
    const match = SAMPLE.exec(line);
    if (!match) throw new Error(`no sample: ${line}`);
    const key = line.slice(0, line.lastIndexOf(' '));
    if (samples.has(key)) throw new Error(`twice: ${line}`);
    samples.set(key, Number(match[3]));
  }
  metrics.close();
  return samples;
};

describe('metrics', () => {
  test('count requests by route, method and status, and their time by route', async () => {
    const metrics = createMetrics();
    metrics.requested('token', 'POST', 200, 0.0003);
    metrics.requested('token', 'POST', 200, 7);
    metrics.requested('token', 'BREW', 405, 0.001);
    const samples = await scrape(metrics);
    expect(samples.get('cardea_http_requests_total{route="token",method="POST",status="200"}')).toBe(2);
    expect(samples.get('cardea_http_requests_total{route="token",method="other",status="405"}')).toBe(1);
    expect(samples.get('cardea_http_request_duration_seconds_bucket{route="token",le="0.00025"}')).toBe(0);
    expect(samples.get('cardea_http_request_duration_seconds_bucket{route="token",le="0.001"}')).toBe(2);
    expect(samples.get('cardea_http_request_duration_seconds_bucket{route="token",le="+Inf"}')).toBe(3);
    expect(samples.get('cardea_http_request_duration_seconds_count{route="token"}')).toBe(3);
    expect(samples.get('cardea_http_request_duration_seconds_sum{route="token"}')).toBeCloseTo(7.0013, 9);
  });

  test('count what the engine and the database report', async () => {
    const metrics = createMetrics();
    metrics.tokenIssued({ grant: 'client_credentials', format: 'jwt' });
    metrics.introspected(true);
    metrics.refused('token.missing');
    metrics.committed(16, 0.002);
    metrics.database({ kind: 'unavailable', reason: 'gone' });
    metrics.watch({
      database: { stats: () => ({ queued: 3, committedUnits: 0, commits: 0, lastCommitMs: 0 }) },
      keyring: { list: async () => [{ id: 'a', algorithm: 'ES256', state: 'current', createdAt: 0, activeFrom: 0 }] },
      outbox: { depth: async () => ({ waiting: 2, dead: 1 }) },
    });
    metrics.attempted({ id: 'a', kind: 'mail', attempt: 1, outcome: 'retried', reason: 'busy' });
    const samples = await scrape(metrics);
    expect(samples.get('cardea_tokens_issued_total{grant="client_credentials",format="jwt"}')).toBe(1);
    expect(samples.get('cardea_introspections_total{active="true"}')).toBe(1);
    expect(samples.get('cardea_introspections_total{active="false"}')).toBe(0);
    expect(samples.get('cardea_refusals_total{code="token.missing"}')).toBe(1);
    expect(samples.get('cardea_db_units_per_commit_bucket{le="8"}')).toBe(0);
    expect(samples.get('cardea_db_units_per_commit_bucket{le="16"}')).toBe(1);
    expect(samples.get('cardea_db_queue_length')).toBe(3);
    expect(samples.get('cardea_outbox_attempts_total{kind="mail",outcome="retried"}')).toBe(1);
    expect(samples.get('cardea_outbox_messages{state="waiting"}')).toBe(2);
    expect(samples.get('cardea_outbox_messages{state="dead"}')).toBe(1);
    expect(samples.get('cardea_db_up')).toBe(0);
    expect(samples.get('cardea_signing_keys{state="current"}')).toBe(1);
  });

  test('are there while their sources fail', async () => {
    const metrics = createMetrics();
    const fail = () => {
      throw new Error('gone');
    };
    metrics.watch({
      database: { stats: fail },
      keyring: { list: async () => fail() },
      outbox: { depth: async () => fail() },
    });
    const samples = await scrape(metrics);
    expect(samples.has('cardea_db_queue_length')).toBe(false);
    expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    expect(samples.get('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(samples.get('process_start_time_seconds')).toBeGreaterThan(1_700_000_000);
  });

  test('count the checks of secrets that are under way, also those that fail', async () => {
    const metrics = createMetrics();
    const gate = Promise.withResolvers<boolean>();
    const hasher = metrics.measured({
      hash: () => Promise.reject(new HashingBusy('full')),
      verify: () => gate.promise,
    });
    const waiting = hasher.verify('x', { kind: 'argon2id', phc: '' }, 'c');
    await expect(hasher.hash('x')).rejects.toThrow(HashingBusy);
    expect((await metrics.render()).text).toContain('\ncardea_hash_queue_length 1\n');
    gate.resolve(true);
    expect(await waiting).toBe(true);
    expect((await scrape(metrics)).get('cardea_hash_queue_length')).toBe(0);
  });

  test('notice that the event loop was held up', async () => {
    const metrics = createMetrics();
    const endMs = performance.now() + 150;
    while (performance.now() < endMs);
    expect((await scrape(metrics)).get('cardea_event_loop_lag_seconds')).toBeGreaterThan(0);
  });

  test('have names and labels of the Prometheus conventions, and are all rendered', async () => {
    const rows: readonly MetricRow[] = Object.values(metricsTable);
    for (const { name, type, labels, buckets } of rows) {
      expect(name).toMatch(/^(cardea|process)_[a-z_]+$/);
      expect(name.endsWith('_total')).toBe(type === 'counter');
      for (const label of Object.keys(labels)) expect(label).toMatch(/^[a-z]+$/);
      expect([...(buckets ?? [])].sort((a, b) => a - b)).toEqual([...(buckets ?? [])]);
    }
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
  });
});

describe('series', () => {
  test('any label value is one line of the format', () => {
    const row: MetricRow = { name: 'x_total', type: 'counter', help: '', labels: { a: '', b: '' } };
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => {
        const { labels } = counterFamily(row).of(a, b);
        expect(`x_total{${labels}} 1`).toMatch(SAMPLE);
      }),
    );
  });

  test('are bounded: what is too much is counted as other', () => {
    const family = counterFamily(metricsTable.refusals);
    for (let i = 0; i < 5000; i++) family.of(`code-${i}`).value++;
    expect([...family.all()].length).toBe(1001);
    expect(family.of('other').value).toBe(4000);
    expect(family.of('code-1').value).toBe(1);
  });

  test('every observation falls under exactly the bounds that are not below it', () => {
    const row = metricsTable.requestSeconds;
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 20, noNaN: true })), (values) => {
        const series = histogramFamily(row).of('r');
        for (const value of values) observe(series, value);
        let total = 0;
        for (const [index, bound] of [...row.buckets, Number.POSITIVE_INFINITY].entries()) {
          total += series.counts[index] ?? 0;
          expect(total).toBe(values.filter((value) => value <= bound).length);
        }
      }),
    );
  });
});
