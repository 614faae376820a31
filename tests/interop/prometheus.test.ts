import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../harness/free-port.ts';
import { type AddedClient, addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';

const SCRAPE_TIMEOUT_MS = 60_000;

interface Target {
  readonly labels: { readonly job: string };
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
}

interface Prometheus {
  /** The target of a job, once it has been scraped. */
  scraped(job: string): Promise<Target>;
  query(
    expression: string,
  ): Promise<readonly { readonly metric: Record<string, string>; readonly value: [number, string] }[]>;
  stop(): Promise<void>;
}

/** A job as an operator writes it. */
const jobOf = (name: string, cardea: RunningCardea, authorization = ''): string => `
  - job_name: ${name}
    scrape_interval: 1s
    metrics_path: /api/v1/metrics
    static_configs:
      - targets: ['127.0.0.1:${cardea.port}']
${authorization}`;

const oauth2 = (tokenUrl: string, { clientId, clientSecret }: AddedClient): string => `
    oauth2:
      client_id: ${JSON.stringify(clientId)}
      client_secret: ${JSON.stringify(clientSecret)}
      token_url: ${tokenUrl}
      scopes: [metrics]
`;

const startPrometheus = async (jobs: readonly string[]): Promise<Prometheus> => {
  const folder = await mkdtemp(join(tmpdir(), 'cardea-prometheus-'));
  await writeFile(join(folder, 'prometheus.yml'), `scrape_configs:${jobs.join('')}`);
  const port = freePort();
  const child = Bun.spawn(
    [
      'prometheus',
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdout: 'ignore', stderr: 'ignore' },
  );
  const api = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`);
    return JSON.parse(await response.text()).data;
  };
  return {
    scraped: (job) =>
      waitUntil(
        async () => {
          const { activeTargets }: { activeTargets: readonly Target[] } = await api('targets');
          return activeTargets.find(({ labels, health }) => labels.job === job && health !== 'unknown');
        },
        { what: `Prometheus has scraped ${job}`, timeoutMs: SCRAPE_TIMEOUT_MS },
      ),
    query: async (expression) => (await api(`query?query=${encodeURIComponent(expression)}`)).result,
    stop: async () => {
      child.kill('SIGTERM');
      await child.exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
};

let cardea: RunningCardea;
let prometheus: Prometheus;

beforeAll(async () => {
  cardea = await startCardea();
  const basic = await addClient(cardea, { name: 'prometheus', scope: 'metrics' });
  const post = await addClient(cardea, { name: 'post', scope: 'metrics', authMethod: 'client_secret_post' });
  const tokenUrl = cardea.endpoint('token');
  // Go's x/oauth2 finds out how a client authenticates (Basic, then body) and remembers it for the URL
  const otherTokenUrl = tokenUrl.replace('127.0.0.1', 'localhost');
  prometheus = await startPrometheus([
    jobOf('basic', cardea, oauth2(tokenUrl, basic)),
    jobOf('post', cardea, oauth2(otherTokenUrl, post)),
    jobOf('wrong-secret', cardea, oauth2(tokenUrl, { ...basic, clientSecret: 'wrong' })),
    jobOf('no-token', cardea),
  ]);
}, SCRAPE_TIMEOUT_MS);

afterAll(async () => {
  await prometheus.stop();
  await cardea.stop();
});

describe('Prometheus of Debian (parity: Prometheus)', () => {
  test.each(['basic', 'post'])(
    'scrapes the metrics with a stock oauth2 block; the client authenticates by %s',
    async (job) => {
      const { health, lastError } = await prometheus.scraped(job);
      expect({ health, lastError }).toEqual({ health: 'up', lastError: '' });
    },
    SCRAPE_TIMEOUT_MS,
  );

  test(
    'stores what it has read',
    async () => {
      const samples = await waitUntil(
        async () => {
          const found = await prometheus.query('{job="basic",__name__=~"cardea_.+"}');
          return found.length > 0 && found;
        },
        { what: 'Prometheus knows a metric of ours', timeoutMs: SCRAPE_TIMEOUT_MS },
      );
      expect(samples.length).toBeGreaterThan(3);
    },
    SCRAPE_TIMEOUT_MS,
  );

  test.each([
    ['wrong-secret', 'invalid_client'],
    ['no-token', '401 Unauthorized'],
  ])(
    'is down and says why: %s',
    async (job, reason) => {
      const { health, lastError } = await prometheus.scraped(job);
      expect(health).toBe('down');
      expect(lastError).toContain(reason);
    },
    SCRAPE_TIMEOUT_MS,
  );
});
