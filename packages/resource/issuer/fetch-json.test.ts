import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { fetchJson } from './fetch-json.ts';
import { IssuerUnavailable } from './issuer-unavailable.ts';

const DEADLINE_MS = 5_000;

let server: Bun.Server<undefined>;
let answer: () => Response;
let asked: string[];
const ask = (): Promise<unknown> => fetchJson(`${server.url}a`, { headers: { authorization: 'Basic x' } }, DEADLINE_MS);
const failure = async (): Promise<unknown> => ask().catch((error) => error);

beforeEach(() => {
  asked = [];
  server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: ({ url }) => {
      asked.push(new URL(url).pathname);
      return answer();
    },
  });
});

afterEach(() => server.stop(true));

describe('asking the issuer', () => {
  test('a redirect is an answer like any other: nothing is sent to where it points', async () => {
    answer = () => Response.redirect(`${server.url}b`, 307);
    expect(await ask()).toMatchObject({ status: 307, body: undefined });
    expect(asked).toEqual(['/a']);
  });

  test('an answer without end is cut off at its size, not at the deadline', async () => {
    answer = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new TextEncoder().encode(' '.repeat(65_536))),
        }),
      );
    expect(await failure()).toMatchObject({ name: 'IssuerUnavailable', message: expect.stringContaining('larger') });
  });

  test.each([
    ['7', 7],
    ['99999', 300],
    ['-1', undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  ])('a busy issuer that asks for %s gets a bounded patience of %p seconds', async (header, seconds) => {
    answer = () => new Response(null, { status: 503, headers: { 'retry-after': header } });
    const error = await failure();
    expect(error instanceof IssuerUnavailable && error.retryAfterSeconds).toBe(seconds as number);
  });

  test.each([
    ['max-age=60', 60],
    ['public, max-age=60, immutable', 60],
    ['s-maxage=9', undefined],
    ['no-store', undefined],
  ])('Cache-Control %p gives %p seconds', async (header, maxAgeSeconds) => {
    answer = () => Response.json({ a: 1 }, { headers: { 'cache-control': header } });
    expect(await ask()).toEqual({ status: 200, body: { a: 1 }, maxAgeSeconds });
  });

  test.each(['', '[]', 'null', '"text"', '7', '{', '\u0000'])('the body %p is no object', async (text) => {
    answer = () => new Response(text);
    expect(await ask()).toMatchObject({ status: 200, body: undefined });
  });
});
