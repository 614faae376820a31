// Anything a resolver, a URL or a server may say: no connection but to a public address, no exception, no more bytes than allowed.
import { afterAll, describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { isPublicAddress } from '../address/public-address.ts';
import { maxAgeOf } from './cache-control.ts';
import { FetchRefusal } from './fetch-refusal.ts';
import { fetcherWith, startFetching } from './fetching.fixture.ts';

const RUNS = 200;
const MAX_BYTES = 512;
const fetching = await startFetching();
afterAll(() => fetching.server.close());

const octet = fc.nat({ max: 255 });
const asText = (value: number, base: 8 | 10 | 16): string =>
  base === 10 ? String(value) : base === 8 ? `0${value.toString(8)}` : `0x${value.toString(16)}`;
const base = fc.constantFrom<8 | 10 | 16>(8, 10, 16);

/** A loopback address in any of the forms that something might read as one. */
const loopback = fc
  .tuple(octet, octet, octet, base, fc.constantFrom(1, 2, 3, 4), fc.constantFrom('', '.'))
  .map(([b, c, d, radix, parts, dot]) => {
    const numbers = [
      [((127 * 256 + b) * 256 + c) * 256 + d],
      [127, (b * 256 + c) * 256 + d],
      [127, b, c * 256 + d],
      [127, b, c, d],
    ];
    return (numbers[parts - 1] ?? []).map((part) => asText(part, radix)).join('.') + dot;
  });
const mapped = fc
  .tuple(octet, octet, fc.constantFrom('::ffff:', '::', '64:ff9b::', '2002:'))
  .map(([c, d, prefix]) => `[${prefix}7f00:${(c * 256 + d).toString(16)}${prefix === '2002:' ? '::' : ''}]`);

describe('where it connects to', () => {
  test('never to this machine, in whatever form its address is written', async () => {
    const before = fetching.server.connections();
    const fetcher = fetcherWith();
    await fc.assert(
      fc.asyncProperty(fc.oneof(loopback, mapped), fc.constantFrom('http', 'https'), async (host, scheme) => {
        expect(await fetcher.fetchJson(`${scheme}://${host}:${fetching.server.port}/`)).toBeInstanceOf(FetchRefusal);
      }),
      { numRuns: RUNS },
    );
    expect(fetching.server.connections()).toBe(before);
  });

  test('never where one of the addresses of a name is not public, wherever it stands among them', async () => {
    const before = fetching.server.connections();
    const ipv4 = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'));
    await fc.assert(
      fc.asyncProperty(fc.array(ipv4, { maxLength: 6 }), fc.nat({ max: 6 }), async (others, at) => {
        const addresses = others.filter(isPublicAddress).toSpliced(at, 0, '127.0.0.1');
        const fetcher = fetcherWith({ resolve: async () => addresses });
        const outcome = await fetcher.fetchJson(`https://client.example:${fetching.server.port}/`);
        expect(outcome instanceof FetchRefusal && outcome.failure).toBe('address');
      }),
      { numRuns: RUNS },
    );
    expect(fetching.server.connections()).toBe(before);
  });

  test('a URL of any letters is refused or read, and never throws', async () => {
    const fetcher = fetcherWith({ resolve: async () => ['127.0.0.1'] });
    const noise = fc.string({ unit: 'binary', maxLength: 60 });
    const text = fc.oneof(
      noise,
      noise.map((rest) => `https://${rest}`),
      noise.map((rest) => `https://client.example/${rest}`),
    );
    await fc.assert(
      fc.asyncProperty(text, async (url) => {
        expect(await fetcher.fetchJson(url)).toBeInstanceOf(FetchRefusal);
      }),
      { numRuns: RUNS },
    );
  });
});

const CRLF = '\r\n';
const token = fc.stringMatching(/^[A-Za-z-]{1,12}$/);
const value = fc.string({ unit: 'binary-ascii', maxLength: 30 });
const header = fc.oneof(
  fc.tuple(token, value).map(([name, text]) => `${name}: ${text}`),
  fc.constantFrom(
    'Content-Type: application/json',
    'Content-Type: text/html',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip, chunked',
    'Content-Length: 2',
    'Content-Length: 99999999999',
    'Content-Length: -1',
    'Content-Encoding: gzip',
    'Connection: upgrade',
    'Location: http://127.0.0.1/',
  ),
);
const status = fc.constantFrom(
  '200 OK',
  '201 Created',
  '204 No Content',
  '301 Moved',
  '304 Not',
  '100 Continue',
  '101 Switch',
  '500 X',
  '999 X',
  'x',
);
const chunk = fc.oneof(
  fc.string({ maxLength: 600 }).map((text) => `${Buffer.byteLength(text).toString(16)}${CRLF}${text}${CRLF}`),
  fc.constantFrom(
    `0${CRLF}${CRLF}`,
    `ffffffffffffffff${CRLF}`,
    `-1${CRLF}`,
    `2;ext=1${CRLF}{}${CRLF}`,
    '{}',
    `zz${CRLF}`,
  ),
);
const answer = fc
  .record({ status, headers: fc.array(header, { maxLength: 6 }), body: fc.array(chunk, { maxLength: 5 }) })
  .map(({ status, headers, body }) =>
    Buffer.from([`HTTP/1.1 ${status}`, ...headers, '', body.join('')].join(CRLF), 'utf8'),
  );

describe('what a server may say', () => {
  test('whatever it is, there is a document with status 200 and a JSON type, or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(answer, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
        fetching.server.reply = (socket) => void socket.end(bytes);
        const outcome = await fetching.trusting.fetchJson(fetching.url, { maxBytes: MAX_BYTES, timeoutMs: 2000 });
        if (outcome instanceof FetchRefusal) return;
        expect(outcome.status).toBe(200);
        expect(outcome.headers['content-type']).toMatch(/json/);
      }),
      { numRuns: RUNS },
    );
    fetching.reset();
  });

  test('how long it may be kept is a whole number of seconds, or not said (RFC 9111 §4.2.1)', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('cache-control', 'age', 'expires', 'date'), fc.string()), (headers) => {
        const seconds = maxAgeOf(headers);
        expect(seconds === undefined || (Number.isSafeInteger(seconds) && seconds >= 0)).toBe(true);
      }),
    );
    expect(maxAgeOf({ 'cache-control': 'public, max-age=60', age: '20' })).toBe(40);
    expect(maxAgeOf({ 'cache-control': 'Max-Age="60"' })).toBe(60);
    expect(maxAgeOf({ 'cache-control': 'max-age=60, no-store' })).toBe(0);
    expect(maxAgeOf({ 'cache-control': 'no-cache="x"' })).toBe(0);
    expect(maxAgeOf({ expires: '0' })).toBe(0);
    expect(maxAgeOf({ date: 'Tue, 24 Nov 2026 10:00:00 GMT', expires: 'Tue, 24 Nov 2026 10:01:30 GMT' })).toBe(90);
    expect(maxAgeOf({})).toBeUndefined();
    expect(maxAgeOf({ 'cache-control': 'max-age=soon' })).toBeUndefined();
  });
});
