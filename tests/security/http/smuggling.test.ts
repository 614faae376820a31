// S116: what a request is and where it ends, on the bare socket
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { tracesIn } from '../../harness/beside.ts';
import { as } from '../../harness/oauth.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { malformedRequests } from './malformed-requests.ts';
import { exchange } from './raw-exchange.ts';

/** Where the body ends is not in doubt. */
const sameLength: readonly string[] = ['the same length twice'];
const REFUSED: readonly number[] = [400, 413, 414, 431, 501, 505];

let cardea: RunningCardea;
let smuggled: string;

beforeAll(async () => {
  cardea = await startCardea();
  const client = await addClient(cardea, { name: 'smuggler', scope: 'a' });
  const body = 'grant_type=client_credentials';
  // What must never run: it would issue a token.
  smuggled = [
    'POST /api/v1/oauth/token HTTP/1.1',
    `Host: ${host()}`,
    `Authorization: ${as(client).authorization}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
});
afterAll(() => cardea.stop());

const host = (): string => `127.0.0.1:${cardea.port}`;

test('the smuggled request is one that works by itself', async () => {
  const before = tracesIn(cardea);
  const { answers } = await exchange(cardea.port, smuggled);
  expect(answers.map(({ status }) => status)).toEqual([200]);
  expect(tracesIn(cardea).tokens).toBe(before.tokens + 1);
});

test('a malformed request is refused, ends its connection and hides no other request', async () => {
  const before = tracesIn(cardea);
  const requests = Object.entries(malformedRequests(host(), smuggled));
  const outcomes = await Promise.all(
    requests.map(async ([name, bytes]) => ({ name, ...(await exchange(cardea.port, bytes)) })),
  );
  for (const { name, answers, goesOn } of outcomes) {
    const [first, ...more] = answers.map(({ status }) => status);
    // No answer and a closed connection is a refusal too; Bun takes trailer fields for another request.
    const refused = first === undefined || REFUSED.includes(first) || (name === 'trailer fields' && first === 401);
    // Behind an answer that says that it is the last one, a client reads nothing.
    const alone = more.length === 0 || answers[0]?.headers.get('connection') === 'close';
    expect({ name, first, more, refused, alone, goesOn }).toEqual({
      ...{ name, first, more, refused: true, alone: true },
      goesOn: sameLength.includes(name),
    });
    expect(answers.map(({ body }) => body).join()).not.toContain('access_token');
  }
  expect(tracesIn(cardea)).toEqual(before);
});

describe('the connection', () => {
  const bodyOf = (bytes: string, path = '/api/v1/oauth/token', method = 'POST'): string =>
    `${method} ${path} HTTP/1.1\r\nHost: ${host()}\r\nContent-Length: ${bytes.length}\r\n\r\n${bytes}`;

  test('goes on behind the body of a request that was refused unread, as long as that was announced', async () => {
    const before = tracesIn(cardea);
    for (const [path, method, status] of [
      ['/api/v1/oauth/token', 'PUT', 405],
      ['/nowhere', 'POST', 404],
      ['/api/v1/oauth/token', 'POST', 415],
      ['/livez', 'GET', 200],
    ] as const) {
      const { answers, goesOn } = await exchange(cardea.port, bodyOf(smuggled, path, method));
      expect(answers.map((answer) => answer.status)).toEqual([status]);
      expect(goesOn).toBe(true);
    }
    const large = `${smuggled}${'x'.repeat(70_000)}`;
    const { answers } = await exchange(cardea.port, bodyOf(large));
    expect(answers.map(({ status }) => status)).toEqual([413]);
    expect(tracesIn(cardea)).toEqual(before);
  });

  test('ends with the answer to a body in chunks (RFC 9112 §9.6)', async () => {
    const chunks = `${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`;
    for (const [method, path] of [
      ['POST', '/api/v1/oauth/token'],
      ['PUT', '/api/v1/oauth/token'],
      ['POST', '/nowhere'],
    ]) {
      const head = `${method} ${path} HTTP/1.1\r\nHost: ${host()}\r\nTransfer-Encoding: chunked\r\n\r\n`;
      const { answers, goesOn } = await exchange(cardea.port, head + chunks);
      expect(answers).toHaveLength(1);
      expect(answers[0]?.headers.get('connection')).toBe('close');
      expect(goesOn).toBe(false);
    }
  });

  test('serves requests that were sent at once in their order (RFC 9112 §9.3.2)', async () => {
    const { answers } = await exchange(cardea.port, bodyOf('a=b').repeat(20) + bodyOf('', '/nowhere').repeat(2));
    expect(answers.map(({ status }) => status)).toEqual([...Array(20).fill(415), 404, 404]);
  });
});

describe('the host', () => {
  test('a request names changes neither its path nor anything that is said (D13)', async () => {
    for (const name of ['a', 'evil.example', 'x/readyz?', 'x@y', '127.0.0.1:1', '[::1]', '{', 'a, b', '"', '%00']) {
      const request = `GET /livez HTTP/1.1\r\nHost: ${name}\r\n\r\n`;
      const { answers } = await exchange(cardea.port, request);
      const [first] = answers;
      expect(first?.body).not.toContain('ready');
      expect([200, 400, 404]).toContain(first?.status ?? 400);
      const metadata = await exchange(
        cardea.port,
        request.replace('/livez', '/.well-known/oauth-authorization-server'),
      );
      expect(JSON.parse(metadata.answers[0]?.body ?? '').issuer).toBe(cardea.issuer);
    }
  });

  test('may be a short one', async () => {
    const { answers } = await exchange(cardea.port, 'GET /livez HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(answers[0]?.status).toBe(200);
  });
});

test('no request of these was a defect of ours, and the server goes on', async () => {
  expect(cardea.logs()).not.toContain('"defect"');
  expect((await fetch(`${cardea.issuer}/livez`)).status).toBe(200);
});
