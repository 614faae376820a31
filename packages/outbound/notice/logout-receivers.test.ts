import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { createLogoutReceivers } from './logout-receivers.ts';

interface Seen {
  readonly path: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
}

const seen: Seen[] = [];
const answers: Readonly<Record<string, () => Response>> = {
  '/ok': () => new Response('thank you'),
  '/empty': () => new Response(null, { status: 204 }),
  '/no': () => new Response('no', { status: 400 }),
  '/moved': () => new Response(null, { status: 307, headers: { location: '/ok' } }),
  '/long': () => new Response('x'.repeat(1_000_000)),
};

let server: ReturnType<typeof Bun.serve>;
let base: string;

beforeAll(() => {
  server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const { pathname: path } = new URL(request.url);
      seen.push({ path, method: request.method, headers: request.headers, body: await request.text() });
      return answers[path]?.() ?? new Response(null, { status: 404 });
    },
  });
  base = `http://127.0.0.1:${server.port}`;
});
afterAll(() => server.stop(true));

const receivers = (hosts: readonly string[] = ['127.0.0.1']) =>
  createLogoutReceivers({ clock: { nowMs: () => 0 }, allowPrivateHosts: hosts });

describe('a logout token (Back-Channel Logout §2.5)', () => {
  test('goes out as a form with one field', async () => {
    expect(await receivers().send(`${base}/ok`, 'a.b+c&=')).toEqual({ status: 200 });
    const last = seen.at(-1);
    expect([last?.method, last?.body]).toEqual(['POST', 'logout_token=a.b%2Bc%26%3D']);
    expect(last?.headers.get('content-type')).toBe('application/x-www-form-urlencoded');
    expect(last?.headers.get('content-length')).toBe(String(last?.body.length));
  });

  test.each([
    ['/empty', 204],
    ['/no', 400],
    ['/nowhere', 404],
  ])('brings back the status: %s', async (path, status) => {
    expect(await receivers().send(base + path, 'token')).toEqual({ status });
  });

  test('follows no redirect', async () => {
    const before = seen.length;
    expect(await receivers().send(`${base}/moved`, 'token')).toEqual({ status: 307 });
    expect(seen.slice(before).map(({ path }) => path)).toEqual(['/moved']);
  });

  test('does not listen for ever', async () => {
    expect(await receivers().send(`${base}/long`, 'token')).toEqual({ failure: 'The document is too large' });
  });

  test.each([
    () => `${base}/ok`,
    () => base.replace('http:', 'https:'),
    () => 'https://10.0.0.1/out',
    () => 'https://localhost/out',
    () => 'https://169.254.169.254/latest',
  ])('reaches nothing inside that is not allowed: %#', async (url) => {
    const before = seen.length;
    expect(await receivers([]).send(url(), 'token')).toHaveProperty('failure');
    expect(seen).toHaveLength(before);
  });
});
