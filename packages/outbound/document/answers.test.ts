import { afterAll, beforeEach, describe, expect, test } from 'bun:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type Reply, replyWith, response } from '../connection/raw-server.fixture.ts';
import { FetchRefusal } from './fetch-refusal.ts';
import { startFetching } from './fetching.fixture.ts';

const fetching = await startFetching();
const { outcomeOf, server, trusting, url } = fetching;
afterAll(() => fetching.server.close());
beforeEach(() => fetching.reset());

describe('a text', () => {
  const types = ['application/jwt'];
  const textOf = async (reply: Reply) => {
    server.reply = reply;
    const outcome = await trusting.fetchText(url, { types, maxBytes: 8 });
    return outcome instanceof FetchRefusal ? outcome.failure : outcome.text;
  };

  test('is taken as one of the types that are asked for, in UTF-8, up to a size', async () => {
    expect(await textOf(replyWith(response('a.b.c', ['Content-Type: Application/JWT; charset=utf-8'])))).toBe('a.b.c');
    expect(await textOf(replyWith(response('a.b.c', ['Content-Type: text/html'])))).toBe('type');
    expect(await textOf(replyWith(response('{}')))).toBe('type');
    expect(await textOf(replyWith(response(Buffer.of(0xff), ['Content-Type: application/jwt'])))).toBe('type');
    expect(await textOf(replyWith(response('123456789', ['Content-Type: application/jwt'])))).toBe('size');
  });
});

describe('what a server may answer', () => {
  const head = (...lines: readonly string[]): string => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n');

  test('JSON with a length, in chunks, or until the end of the connection', async () => {
    const type = 'Content-Type: application/json; charset=utf-8';
    expect(await outcomeOf(replyWith(response('{"a":"ü"}')))).toEqual({ a: 'ü' });
    const chunked = replyWith(head(type, 'Transfer-Encoding: chunked'), '3\r\n{"a\r\n', '4;x=y\r\n":1}\r\n0\r\n\r\n');
    expect(await outcomeOf(chunked)).toEqual({ a: 1 });
    expect(await outcomeOf(replyWith(head(type), '{"a"', ':2}'))).toEqual({ a: 2 });
  });

  test('the headers are handed on, in lower case', async () => {
    server.reply = replyWith(
      response('1', ['Content-Type: application/jwk-set+json', 'CACHE-Control: max-age=5', 'cache-control: public']),
    );
    const outcome = await trusting.fetchJson(url);
    expect(outcome).toMatchObject({ status: 200, headers: { 'cache-control': 'max-age=5, public' } });
  });

  test.each([
    ['status', 'HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}'],
    ['status', 'HTTP/1.1 500 Oops\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}'],
    ['status', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['type', `${head('Content-Type: text/html', 'Content-Length: 2')}{}`],
    ['type', `${head('Content-Type: text/plain; x=application/json', 'Content-Length: 2')}{}`],
    ['type', `${head('Content-Type: application/jsonp', 'Content-Length: 2')}{}`],
    ['type', `${head('Content-Length: 2')}{}`],
    ['json', response('{')],
    ['json', response('')],
    ['json', response('{} {}')],
    ['json', response(Buffer.of(0x22, 0xff, 0x22))],
    ['json', response('['.repeat(33) + ']'.repeat(33))],
    ['json', response('[{"":'.repeat(13_000))],
    ['json', response(`"${'\\"'.repeat(32_000)}`)],
    ['encoding', response(gzipSync('{}'), ['Content-Type: application/json', 'Content-Encoding: gzip'])],
    ['encoding', response('{}', ['Content-Type: application/json', 'Content-Encoding: identity, br'])],
    ['protocol', '{}'],
    ['protocol', '\0\x01\xff\r\n\r\n'],
    ['protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['protocol', ''],
    ['protocol', `${head('Content-Type: application/json', 'Content-Length: 20')}{}`],
    ['protocol', `${head('Content-Type: application/json', 'Content-Length: 2', 'Content-Length: 3')}{} `],
    ['protocol', `${head('Content-Type: application/json', 'Content-Length: -2')}{}`],
    ['protocol', `${head('Content-Type: application/json', 'Transfer-Encoding: chunked')}5\r\n{}`],
    ['protocol', `${head('Content-Type: application/json', 'Transfer-Encoding: chunked')}ZZ\r\n{}\r\n0\r\n\r\n`],
    [
      'protocol',
      head('Content-Type: application/json', 'Transfer-Encoding: chunked', 'Content-Length: 2') +
        '2\r\n{}\r\n0\r\n\r\n',
    ],
    ['protocol', `${head(`X: ${'a'.repeat(20_000)}`, 'Content-Length: 2')}{}`],
    ['protocol', `${head(...Array.from({ length: 5000 }, () => 'X: aaaa'), 'Content-Length: 2')}{}`],
    ['protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n{}'],
  ])('a failure of %s: %#', async (failure, answer) => {
    expect(await outcomeOf(replyWith(answer))).toBe(failure);
  });

  test('no more than maxBytes are read, with a length, in chunks, or without end', async () => {
    const type = 'Content-Type: application/json';
    const text = (length: number): string => `"${'x'.repeat(length - 2)}"`;
    expect(await outcomeOf(replyWith(response(text(100))), { maxBytes: 100 })).toBe('x'.repeat(98));
    expect(await outcomeOf(replyWith(response(text(101))), { maxBytes: 100 })).toBe('size');
    expect(await outcomeOf(replyWith(head(type), text(101)), { maxBytes: 100 })).toBe('size');
    const chunk = `ff\r\n${'x'.repeat(255)}\r\n`;
    const endless: Reply = (socket) => {
      socket.write(head(type, 'Transfer-Encoding: chunked'));
      const pour = (): void => {
        while (!socket.destroyed && socket.write(chunk));
        if (!socket.destroyed) socket.once('drain', pour);
      };
      pour();
    };
    expect(await outcomeOf(endless)).toBe('size');
  });

  test('a JSON document of 32 levels, and brackets inside strings, are read', async () => {
    expect(await outcomeOf(replyWith(response('['.repeat(32) + ']'.repeat(32))))).toBeArray();
    expect(await outcomeOf(replyWith(response(`{"a":"${'[{'.repeat(100)}\\"[["}`)))).toBeObject();
  });

  test('a document cut into any pieces is the same document', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ maxDepth: 4 }),
        fc.array(fc.nat(), { maxLength: 6 }),
        fc.boolean(),
        async (value, cuts, chunked) => {
          const body = Buffer.from(JSON.stringify(value));
          const places = [0, ...cuts.map((cut) => cut % (body.length + 1)).toSorted((a, b) => a - b), body.length];
          const pieces = places
            .slice(1)
            .map((end, i) => body.subarray(places[i], end))
            .filter((piece) => piece.length > 0);
          const framed = pieces.map((piece) =>
            Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]),
          );
          const framing = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`;
          const parts = chunked ? [...framed, '0\r\n\r\n'] : pieces;
          const outcome = await outcomeOf(replyWith(head('Content-Type: application/json', framing), ...parts));
          expect(outcome).toEqual(JSON.parse(body.toString()));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('any bytes at all end in a value, and nothing is thrown', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        'HTTP/1.1 200 OK',
        'Content-Type: application/json',
        'Content-Length: 2',
        'Transfer-Encoding: chunked',
        '{}',
        '0',
        '',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
        const outcome = await outcomeOf(replyWith(lines.join('\r\n')));
        expect(outcome).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});
