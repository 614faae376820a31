import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { post, type Reply, send } from '../../harness/oauth.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

const ISSUER = 'https://id.example.com';

let cardea: RunningCardea;
let origin: string;

beforeAll(async () => {
  cardea = await startCardea({
    env: { CARDEA_MODE: 'production', CARDEA_ISSUER: ISSUER, CARDEA_TRUSTED_PROXIES: '127.0.0.1' },
  });
  origin = `http://127.0.0.1:${cardea.port}`;
}, 30_000);

afterAll(() => cardea.stop());

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  send(origin + path, { headers });

/** Nothing of what it is made of: versions, paths, stack traces. */
const expectDiscreet = ({ text, headers }: Reply): void => {
  expect(text).not.toMatch(/\bat .*:\d+|node_modules|\.ts\b|elysia|\bbun\b|sqlite|stack/i);
  for (const name of ['server', 'x-powered-by', 'via', 'sourcemap', 'x-sourcemap'])
    expect(headers.has(name)).toBe(false);
};

/** What scanners, probes and browsers look for, and what frameworks leave open. */
const ELSEWHERE = [
  '/',
  '/health',
  '/healthz',
  '/ready',
  '/metrics',
  '/status',
  '/debug',
  '/debug/pprof',
  '/_debug',
  '/env',
  '/.env',
  '/config',
  '/.git/config',
  '/actuator/health',
  '/server-status',
  '/swagger',
  '/swagger/json',
  '/openapi.json',
  '/docs',
  '/graphql',
  '/main.ts',
  '/main.js.map',
  '/index.js.map',
  '/package.json',
  '/bun.lock',
  '/cardea.db',
  '/master.key',
  '/cardea.sock',
  '/api/v1/oauth',
  '/api/v1/oauth/',
  '/api/v1/oauth/introspect/x',
  '/api/v1',
  '/trpc/system.status',
  '/clients.list',
  '/.well-known/',
  '/.well-known/jwks.json/../../master.key',
  '/..%2f..%2fmaster.key',
  '/%2e%2e/master.key',
  '/readyz/x',
];

describe('in production (S159)', () => {
  test.each(['/livez', '/readyz'])('%s says whether it is well, and nothing else', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.json)).toEqual(['status']);
    expect(answer.text.length).toBeLessThan(32);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expectDiscreet(answer);
  });

  test('metrics are for tokens with their scope alone', async () => {
    for (const headers of [
      {},
      { authorization: 'Bearer x' },
      { authorization: 'Basic YTpi' },
      { 'x-auth-token': 'x' },
    ]) {
      const answer = await get('/api/v1/metrics', headers);
      expect(answer.status).toBe(401);
      expect(answer.text).not.toContain('cardea_');
      expectDiscreet(answer);
    }
  });

  test.each(ELSEWHERE)('%s is nowhere', async (path) => {
    for (const method of ['GET', 'POST']) {
      const answer = await send(origin + path, { method });
      expect([404, 405]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toStartWith('application/json');
      expectDiscreet(answer);
    }
  });

  test('the management answers nobody without a token', async () => {
    for (const method of ['GET', 'POST']) {
      const answer = await send(`${origin}/admin/trpc/system.status`, { method });
      expect(answer.status).toBe(401);
      expectDiscreet(answer);
    }
  });

  test.each(['kube-probe/1.31', 'GoogleHC/1.0', 'ELB-HealthChecker/2.0', 'Prometheus/3.0', 'curl/8', 'Cardea', ''])(
    'a caller that calls itself %j gains nothing',
    async (agent) => {
      const headers = { 'user-agent': agent, 'x-forwarded-for': '127.0.0.1', 'x-internal': 'true', 'x-debug': '1' };
      expect((await get('/api/v1/metrics', headers)).status).toBe(401);
      expect((await get('/', headers)).status).toBe(404);
      expect((await get('/livez', headers)).text).toBe('{"status":"live"}');
    },
  );

  test('errors of every kind tell nothing of the inside', async () => {
    const token = `${origin}/api/v1/oauth/token`;
    const answers = [
      await post(token, {}),
      await post(token, { grant_type: '__proto__' }),
      await post(token, '%'),
      await post(token, { grant_type: 'client_credentials' }, { authorization: 'Basic %' }),
      await send(token, { method: 'POST', body: '{"a":', headers: { 'content-type': 'application/json' } }),
      await send(token, {
        method: 'POST',
        body: '{"__proto__":{"grant_type":"x"}}',
        headers: { 'content-type': 'application/json' },
      }),
      await send(token, { method: 'DELETE' }),
      await post(`${origin}/api/v1/oauth/introspect`, { token: 'x' }),
      await post(`${origin}/api/v1/oauth/revoke`, { token: '\u0000' }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expectDiscreet(answer);
    }
  });

  test('there is no demo client, and the first screen shows no secret', () => {
    expect(cardea.logs()).toContain('production');
    expect(cardea.logs()).not.toMatch(/cda_cs_|demo client/);
  });
});
