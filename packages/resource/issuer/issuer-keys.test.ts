import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'bun:test';
import { protect } from '../guard/protect.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import {
  AUDIENCE,
  type FakeIssuer,
  makeKey,
  signToken,
  startFakeIssuer,
  type TestKey,
} from '../testing/fake-issuer.ts';

const MINUTE_MS = 60_000;
const DEADLINE_MS = 200;

let keys: readonly TestKey[];
let issuer: FakeIssuer;
let clock: FakeClock;
let statusOf: (key: TestKey) => Promise<number>;

const key = (at: number): TestKey => {
  const found = keys[at];
  if (!found) throw new RangeError(`there is no key ${at}`);
  return found;
};

const guardOf = (url: string): ((key: TestKey) => Promise<number>) => {
  const api = protect({ issuer: url, audience: AUDIENCE, scopes: [], clock, deadlineMs: DEADLINE_MS });
  return async (signer) => {
    const headers = { 'x-auth-token': await signToken(url, signer, { claims: { exp: 4_000_000_000 } }) };
    const outcome = await api.check(new Request(AUDIENCE, { headers }));
    if (!(outcome instanceof Response)) return 200;
    expect(outcome.headers.has('retry-after')).toBe(outcome.status === 503);
    return outcome.status;
  };
};

beforeAll(async () => {
  keys = await Promise.all(['a', 'b', 'c'].map((kid) => makeKey(kid)));
});

beforeEach(() => {
  issuer = startFakeIssuer();
  issuer.keys = [key(0).publicJwk];
  clock = createFakeClock();
  statusOf = guardOf(issuer.url);
});

afterEach(() => issuer.stop());

describe('the keys of the issuer', () => {
  test('a rotated key is found at once, with one question for all who wait', async () => {
    expect(await statusOf(key(0))).toBe(200);
    issuer.keys = [key(0).publicJwk, key(1).publicJwk];
    clock.pass(10_000);
    expect(await Promise.all(Array.from({ length: 20 }, () => statusOf(key(1))))).toEqual(Array(20).fill(200));
    expect(issuer.asked).toMatchObject({ metadata: 1, jwks: 2 });
  });

  test('unknown keys, however many, ask at most once in ten seconds', async () => {
    await statusOf(key(0));
    for (let second = 0; second < 30; second += 1) {
      expect(await statusOf(key(2))).toBe(401);
      clock.pass(1_000);
    }
    expect(issuer.asked.jwks).toBe(3);
  });

  test('a key that was removed is forgotten when the Cache-Control of the set ends, within five minutes', async () => {
    for (const [header, keptMs] of [
      ['public, max-age=60', MINUTE_MS],
      ['max-age=86400', 5 * MINUTE_MS],
      ['', 5 * MINUTE_MS],
    ] as const) {
      issuer.keys = [key(0).publicJwk, key(1).publicJwk];
      issuer.keyHeaders = header === '' ? {} : { 'cache-control': header };
      const status = guardOf(issuer.url);
      expect(await status(key(0))).toBe(200);
      issuer.keys = [key(1).publicJwk];
      clock.pass(keptMs - 1);
      expect(await status(key(0))).toBe(200);
      clock.pass(1);
      expect(await status(key(0))).toBe(401);
    }
  });

  test.each<[string, () => Response | Promise<Response>]>([
    ['answers 500', () => new Response('oops', { status: 500 })],
    ['answers no JSON', () => new Response('<html>')],
    ['answers without end', () => new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(65_536)) }))],
    ['does not answer', () => new Promise<Response>(() => undefined)],
    ['redirects elsewhere', () => Response.redirect('http://127.0.0.1:1/')],
    ['answers a list', () => Response.json([])],
  ])('while it %s, known keys serve for an hour past their time, and then the answer is 503', async (_, trouble) => {
    await statusOf(key(0));
    issuer.trouble = trouble;
    clock.pass(5 * MINUTE_MS);
    expect(await statusOf(key(0))).toBe(200);
    clock.pass(60 * MINUTE_MS);
    expect(await statusOf(key(0))).toBe(503);
    issuer.trouble = undefined;
    clock.pass(10_000);
    expect(await statusOf(key(0))).toBe(200);
  });

  test.each<[string, Record<string, unknown>]>([
    ['of another issuer', { issuer: 'https://evil.example' }],
    ['without keys', { jwks_uri: undefined }],
    ['with keys over plain http elsewhere', { jwks_uri: 'http://keys.example/jwks' }],
    ['with keys in a file', { jwks_uri: 'file:///etc/passwd' }],
  ])('metadata %s are not used: 503 until they are mended (RFC 8414 §3.3)', async (_, metadata) => {
    issuer.metadata = metadata;
    expect(await statusOf(key(0))).toBe(503);
    issuer.metadata = {};
    clock.pass(10_000);
    expect(await statusOf(key(0))).toBe(200);
  });

  test('an issuer that was never reached is a 503 until it is there', async () => {
    const { url } = issuer;
    await issuer.stop();
    expect(await statusOf(key(0))).toBe(503);
    expect(await guardOf(url)(key(0))).toBe(503);
  });

  test('metadata of an issuer with a path are found by the inserted form (RFC 8414 §3.1)', async () => {
    const tenant = startFakeIssuer('/tenant');
    tenant.keys = [key(0).publicJwk];
    expect(await guardOf(tenant.url)(key(0))).toBe(200);
    await tenant.stop();
  });

  test('metadata of an OpenID provider are found by the appended form (OpenID Connect Discovery §4)', async () => {
    const provider: Bun.Server<undefined> = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      routes: {
        '/op/.well-known/openid-configuration': () =>
          Response.json({ issuer: `${provider.url}op`, jwks_uri: `${provider.url}keys` }),
        '/keys': () => Response.json({ keys: [key(0).publicJwk] }),
      },
      fetch: () => new Response(null, { status: 404 }),
    });
    expect(await guardOf(`${provider.url}op`)(key(0))).toBe(200);
    await provider.stop(true);
  });
});
