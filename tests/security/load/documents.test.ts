import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { startCluster } from '../../faults/cluster.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../faults/database-proxy.ts';
import { ask } from '../../faults/traffic/ask.ts';
import { atOnce } from '../../harness/at-once.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { rawGet } from './raw-get.ts';

const CROWD = 2_000;
const PATHS = [
  '/.well-known/jwks.json',
  '/.well-known/oauth-authorization-server',
  '/.well-known/openid-configuration',
];

let cardea: RunningCardea;

beforeAll(async () => {
  cardea = await startCardea();
}, 30_000);

afterAll(() => cardea.stop());

const crowd = async (headers: readonly string[] = []): Promise<Readonly<Record<number, number>>> => {
  const counts: Record<number, number> = {};
  const answers = await atOnce(CROWD, (index) => rawGet(cardea.port, PATHS[index % PATHS.length] ?? '', headers));
  for (const status of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe(`${CROWD} who ask at once for keys and metadata (S147)`, () => {
  test('all get them from a server that has just started', async () => {
    expect(await crowd()).toEqual({ 200: CROWD });
  }, 30_000);

  test('and from one that rotates its keys at that moment', async () => {
    const [counts] = await Promise.all([crowd(), cardea.cli(['keys', 'rotate', '--json'])]);
    expect(counts).toEqual({ 200: CROWD });
    const { json } = await ask(`${cardea.issuer}${PATHS[0]}`);
    expect((json.keys as readonly unknown[]).length).toBeGreaterThan(1);
  }, 30_000);

  test('get nothing again that they have: ETag and 304 (RFC 9110 §13.1.2)', async () => {
    for (const path of PATHS) {
      const etag = (await ask(`${cardea.issuer}${path}`)).headers.get('etag');
      expect(etag).toBeString();
      expect(await rawGet(cardea.port, path, [`If-None-Match: ${etag}`])).toBe(304);
      expect(await rawGet(cardea.port, path, ['If-None-Match: "another"'])).toBe(200);
    }
  });

  test('cost the database nothing', async () => {
    let proxy: DatabaseProxy | undefined;
    await using cluster = await startCluster((sqld) => {
      proxy ??= startDatabaseProxy(sqld);
      return proxy.url;
    });
    const { server } = await cluster.start();
    proxy?.forget();
    const statuses = await atOnce(300, (index) => rawGet(server.port, PATHS[index % PATHS.length] ?? ''));
    expect(new Set(statuses)).toEqual(new Set([200]));
    // What the schedule looks for meanwhile, at most: its keys and its scopes
    expect(proxy?.requests.length).toBeLessThan(10);
    proxy?.[Symbol.dispose]();
  }, 30_000);
});
