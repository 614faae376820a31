// S119, S121: how much of what a request may hold
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { atOnce } from '../../harness/at-once.ts';
import { tracesIn } from '../../harness/beside.ts';
import { as, basic, type Reply, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { expectRefused } from './expect-refused.ts';
import { FORM, form } from './form.ts';
import { dial, parseAnswers } from './raw-exchange.ts';

const JSON_TYPE = 'application/json';
const ENDPOINTS = ['token', 'introspect', 'revoke'] as const;
const CAP = 64 * 1024;
const MEGABYTE = 1024 * 1024;

let cardea: RunningCardea;
let client: AddedClient;

beforeAll(async () => {
  // Many wrong secrets are sent from one address on purpose.
  cardea = await startCardea({ env: { CARDEA_CREDENTIAL_BURST: '100000' } });
  client = await addClient(cardea, { name: 'sizes', scope: 'a' });
});
afterAll(() => cardea.stop());

const post = (name: string, body: BodyInit, type = FORM): Promise<Reply> =>
  send(cardea.endpoint(name), {
    method: 'POST',
    headers: { ...as(client), 'content-type': type },
    body,
  });

const residentBytes = (): number => {
  const status = readFileSync(`/proc/${cardea.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
};

const padded = (bytes: number): string => {
  const start = 'grant_type=client_credentials&token=x&padding=';
  return start + 'a'.repeat(bytes - start.length);
};

describe.each(ENDPOINTS)('a body for %s', (name) => {
  test('may have 64 KiB and not a byte more (D6)', async () => {
    expect((await post(name, padded(CAP))).status).toBe(200);
    expectRefused(await post(name, padded(CAP + 1)), { status: 413, error: 'invalid_request' });
    expectRefused(await post(name, padded(CAP + 1), 'text/plain'), { status: 413, error: 'invalid_request' });
  });

  test('may have 100 parameters', async () => {
    const pairs = (count: number) => Array.from({ length: count }, (_, index) => `p${index}=`).join('&');
    const json = (count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, null])));
    expectRefused(await post(name, `${padded(100)}&${pairs(98)}`), { status: 400, error: 'invalid_request' });
    expectRefused(await post(name, json(101), JSON_TYPE), { status: 400, error: 'invalid_request' });
    expect((await post(name, `${padded(100)}&${pairs(97)}`)).status).toBe(200);
  });

  test('may not be deep', async () => {
    for (const depth of [2, 33, 500, 20_000, 30_000])
      for (const [open, close] of [
        ['[', ']'],
        ['{"a":', '}'],
      ] as const) {
        const deep = `{"token":"x","a":${open.repeat(depth)}0${close.repeat(depth)}}`;
        expectRefused(await post(name, deep, JSON_TYPE), {
          status: deep.length > CAP ? 413 : 400,
          error: 'invalid_request',
        });
      }
    expectRefused(await post(name, '['.repeat(CAP), JSON_TYPE), { status: 400, error: 'invalid_request' });
  });
});

test('200,000 fields are too large before they are too many', async () => {
  const fields = Array.from({ length: 200_000 }, (_, index) => `a${index}=1`).join('&');
  const response = await post('token', fields);
  expect(response.status).toBe(413);
});

test('a length that is declared is refused before the body has come', async () => {
  const socket = await dial(cardea.port);
  const answered = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
  socket.write(
    `POST /api/v1/oauth/token HTTP/1.1\r\nHost: a\r\nContent-Type: ${FORM}\r\nContent-Length: ${65 * 1024}\r\n\r\n`,
  );
  const [answer] = parseAnswers(await answered);
  expect(answer?.status).toBe(413);
  socket.destroy();
});

test('where the connection is to close after the answer, the body is taken first: unread bytes would take the answer along (RFC 9112 §9.6)', async () => {
  const socket = await dial(cardea.port);
  let answer = '';
  socket.on('data', (data) => {
    answer += data.toString();
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const body = 'a'.repeat(CAP + 1);
  socket.write(
    `POST /api/v1/oauth/token HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: ${FORM}\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(1)}`,
  );
  for (let others = 0; others < 3; others++) await fetch(`${cardea.issuer}/livez`);
  expect(answer).toBe('');
  socket.write('a');
  await closed;
  expect(parseAnswers(answer).map(({ status }) => status)).toEqual([413]);
});

test('an endless body is cut off where it passes the limit, and is kept nowhere', async () => {
  const before = residentBytes();
  const endless = async (): Promise<{ readonly status: number | undefined; readonly sentBytes: number }> => {
    const socket = await dial(cardea.port);
    let text = '';
    let sentBytes = 0;
    const ended = Promise.withResolvers<void>();
    const chunk = `8000\r\n${'a'.repeat(0x8000)}\r\n`;
    const pump = (): void => {
      while (!socket.destroyed && sentBytes < 200 * MEGABYTE) {
        sentBytes += chunk.length;
        if (!socket.write(chunk)) return;
      }
      socket.end();
    };
    socket.on('data', (data) => {
      text += data.toString();
      // A client that looks at its answers stops here; this one goes on until it is stopped.
    });
    socket.on('drain', pump);
    socket.on('error', () => undefined);
    socket.on('close', () => ended.resolve());
    socket.write(
      `POST /api/v1/oauth/token HTTP/1.1\r\nHost: a\r\nContent-Type: ${FORM}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    pump();
    await ended.promise;
    return { status: parseAnswers(text)[0]?.status, sentBytes };
  };
  for (const { status, sentBytes } of await atOnce(5, endless)) {
    expect(status ?? 413).toBe(413);
    expect(sentBytes).toBeLessThan(50 * MEGABYTE);
  }
  expect(residentBytes() - before).toBeLessThan(40 * MEGABYTE);
});

test('bodies that are too large leave nothing behind', async () => {
  await post('token', padded(900_000));
  const before = residentBytes();
  for (let round = 0; round < 10; round++) await atOnce(20, () => post('token', padded(900_000)));
  for (const bytes of [10 * MEGABYTE, 50 * MEGABYTE]) expect((await post('token', padded(bytes))).status).toBe(413);
  expect(residentBytes() - before).toBeLessThan(40 * MEGABYTE);
});

describe('a secret', () => {
  /** More checks at once than the queue of slow hashes takes: those that need one and find no room are told so. */
  const busy = async (bytes: number): Promise<number> => {
    const responses = await atOnce(150, (index) => {
      const secret = `${index}`.padEnd(bytes, 'x');
      return send(cardea.endpoint('token'), {
        method: 'POST',
        headers: { 'content-type': FORM },
        body: form(['grant_type', 'client_credentials'], ['client_id', client.clientId], ['client_secret', secret]),
      });
    });
    for (const { status } of responses) expect([401, 503]).toContain(status);
    return responses.filter(({ status }) => status === 503).length;
  };

  test('of 1,024 bytes may cost a slow hash, a longer one never does (D6)', async () => {
    expect(await busy(1024)).toBeGreaterThan(0);
    for (const bytes of [1025, 4096, 60_000]) expect(await busy(bytes)).toBe(0);
  });

  test('is counted in bytes and not in letters', async () => {
    const responses = await atOnce(150, () =>
      send(cardea.endpoint('token'), {
        method: 'POST',
        headers: { 'content-type': FORM },
        body: form(['client_id', client.clientId], ['client_secret', 'é'.repeat(513)]),
      }),
    );
    expect(responses.filter(({ status }) => status !== 401)).toHaveLength(0);
  });

  test('of 10 MB is too large', async () => {
    const body = form(['client_id', client.clientId], ['client_secret', 'x'.repeat(10 * MEGABYTE)]);
    expect((await post('token', body)).status).toBe(413);
    const response = await send(cardea.endpoint('token'), {
      method: 'POST',
      headers: { ...basic('a', 'x'.repeat(12_000)), 'content-type': FORM },
      body: 'grant_type=client_credentials',
    });
    expect([401, 431]).toContain(response.status);
  });
});

describe('a parameter that is huge is refused early (S121)', () => {
  const pair = (name: string, value: string): string => form(['grant_type', 'client_credentials'], [name, value]);
  const scopes = (count: number): string => Array(count).fill('a').join(' ');

  test.each([
    ['a scope of 10,000 items', 400, () => pair('scope', scopes(10_000)), 'invalid_scope'],
    ['a scope of 65 items', 400, () => pair('scope', scopes(65)), 'invalid_scope'],
    ['a scope of 60,000 letters', 400, () => pair('scope', 'a'.repeat(60_000)), 'invalid_scope'],
    ['a scope of 20,000 spaces', 400, () => pair('scope', ' '.repeat(20_000)), 'invalid_scope'],
    [
      'a grant type of 60,000 letters',
      400,
      () => pair('x', '').replace('client_credentials', 'a'.repeat(60_000)),
      'unsupported_grant_type',
    ],
    [
      '1,000 resources',
      400,
      () => `grant_type=client_credentials${'&resource=https%3A%2F%2Fa.example'.repeat(1000)}`,
      'invalid_request',
    ],
    [
      '1,000 audiences',
      400,
      () => `grant_type=client_credentials${'&audience=https%3A%2F%2Fa.example'.repeat(1000)}`,
      'invalid_request',
    ],
    [
      '99 resources',
      400,
      () =>
        `grant_type=client_credentials${Array.from({ length: 99 }, (_, index) => `&resource=https://${index}.example`).join('')}`,
      'invalid_target',
    ],
    [
      'a resource of 60,000 letters',
      400,
      () => pair('resource', `https://a.example/${'a'.repeat(60_000)}`),
      'invalid_target',
    ],
    ['a lifetime of 60,000 digits', 400, () => pair('expires_in', '1'.repeat(60_000)), 'invalid_request'],
    [
      'details of depth 500',
      200,
      () => pair('authorization_details', `${'['.repeat(500)}${']'.repeat(500)}`),
      undefined,
    ],
    ['10,000 locales', 200, () => pair('ui_locales', 'de '.repeat(10_000)), undefined],
  ] as const)('%s: %d', async (_name, status, body, error) => {
    const before = tracesIn(cardea).tokens;
    const reply = await post('token', body());
    if (error === undefined) expect(reply.status).toBe(status);
    else expectRefused(reply, { status, error });
    expect(tracesIn(cardea).tokens - before).toBe(error === undefined ? 1 : 0);
  });

  test('claims of 1 MB are too large', async () => {
    expect((await post('token', pair('claims', 'x'.repeat(MEGABYTE)))).status).toBe(413);
  });

  test('a token, its hint, a client id or an assertion of 60,000 letters is unknown', async () => {
    const long = 'a'.repeat(60_000);
    for (const name of ['introspect', 'revoke'])
      for (const body of [form(['token', long]), form(['token', 'x'], ['token_type_hint', long])])
        expect((await post(name, body)).status).toBe(200);
    const asserted = form(
      ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
      ['client_assertion', `${long}.${long.slice(0, 100)}.a`],
    );
    for (const body of [form(['client_id', long]), form(['client_id', long], ['client_secret', 'x']), asserted]) {
      const response = await send(cardea.endpoint('token'), {
        method: 'POST',
        headers: { 'content-type': FORM },
        body,
      });
      expectRefused(response, { status: 401, error: 'invalid_client' });
    }
  });
});

test('nothing that was refused stands in the log in full length', () => {
  const longest = Math.max(
    ...cardea
      .logs()
      .split('\n')
      .map((line) => line.length),
  );
  expect(longest).toBeLessThan(4_000);
  expect(cardea.logs()).not.toContain('"defect"');
});
