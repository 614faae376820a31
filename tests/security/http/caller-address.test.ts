// S123: who a caller is, behind a proxy and without one (RFC 7239 §8.1)
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { type HeaderFields, type Reply, send } from '../../harness/oauth.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';
import { FORM } from './form.ts';

const BURST = 5;
const LIMITS = { CARDEA_CREDENTIAL_BURST: String(BURST), CARDEA_CREDENTIAL_INTERVAL: '1h' };

/** A request that fails and is counted. */
const fail = (cardea: RunningCardea, headers: HeaderFields): Promise<Reply> =>
  send(cardea.endpoint('token'), {
    method: 'POST',
    headers: { 'content-type': FORM, ...headers },
    body: 'grant_type=client_credentials&client_id=nobody&client_secret=wrong',
  });

const statuses = async (count: number, request: (index: number) => Promise<Reply>): Promise<readonly number[]> => {
  const all: number[] = [];
  for (let index = 0; index < count; index++) all.push((await request(index)).status);
  return all;
};

/** The addresses under which requests stand in the log, which is written now and then. */
const loggedAddresses = (cardea: RunningCardea, replies: readonly Reply[]): Promise<readonly unknown[]> =>
  Promise.all(replies.map((reply) => loggedAddress(cardea, reply)));

const loggedAddress = async (cardea: RunningCardea, { headers }: Reply): Promise<unknown> => {
  const id = headers.get('x-request-id') ?? 'none';
  const line = await waitUntil(
    () =>
      cardea
        .logs()
        .split('\n')
        .find((each) => each.includes(id)),
    {
      what: 'the request is in the log',
      timeoutMs: 10_000,
    },
  );
  const entry: { readonly address: unknown } = JSON.parse(line);
  return entry.address;
};

const spoofed = (address: string): readonly HeaderFields[] => [
  { 'x-forwarded-for': address },
  { forwarded: `for=${address}` },
  { 'x-real-ip': address },
  { 'x-client-ip': address },
  { 'true-client-ip': address },
  { 'cf-connecting-ip': address },
  { 'x-forwarded-for': `${address}, 127.0.0.1`, forwarded: `for=${address};proto=https` },
];

describe('without a proxy', () => {
  let cardea: RunningCardea;
  beforeAll(async () => {
    cardea = await startCardea({ env: LIMITS });
  });
  afterAll(() => cardea.stop());

  test('an address that a caller writes into a header changes neither the log nor its limit', async () => {
    const replies: Reply[] = [];
    for (const headers of spoofed('203.0.113.7')) replies.push(await fail(cardea, headers));
    expect(new Set(await loggedAddresses(cardea, replies))).toEqual(new Set(['127.0.0.1']));
    const more = await statuses(20, (index) => fail(cardea, { 'x-forwarded-for': `203.0.113.${index}` }));
    expect(new Set(more)).toEqual(new Set([429]));
  });
});

describe('behind a trusted proxy', () => {
  let cardea: RunningCardea;
  beforeAll(async () => {
    const issuer = 'https://id.example.com';
    cardea = await startCardea({
      env: {
        ...LIMITS,
        CARDEA_TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8',
        CARDEA_ISSUER: issuer,
        CARDEA_HOST: '127.0.0.1',
      },
    });
  });
  afterAll(() => cardea.stop());

  const at = (): RunningCardea => ({
    ...cardea,
    endpoint: (name) => `http://127.0.0.1:${cardea.port}/api/v1/oauth/${name}`,
  });
  const forwarded = (address: string): HeaderFields => ({ 'x-forwarded-for': address, 'x-forwarded-proto': 'https' });

  test('the caller is the right-most address that is no proxy, in the log and for the limits', async () => {
    const expected = [
      ['203.0.113.7', '203.0.113.7'],
      ['198.51.100.1, 203.0.113.7', '203.0.113.7'],
      ['203.0.113.7, 10.1.2.3', '203.0.113.7'],
      ['198.51.100.1, 203.0.113.7, 10.1.2.3, 10.9.9.9', '203.0.113.7'],
      ['2001:db8::0001', '2001:db8::1'],
      ['nonsense', '127.0.0.1'],
      ['', '127.0.0.1'],
    ] as const;
    const replies = await Promise.all(expected.map(([header]) => fail(at(), forwarded(header))));
    expect(await loggedAddresses(cardea, replies)).toEqual(expected.map(([, address]) => address));
  });

  test('each caller has its own limit, whatever stands further left', async () => {
    const first = await statuses(BURST + 2, (index) => fail(at(), forwarded(`198.51.100.${index}, 203.0.113.99`)));
    expect(first).toEqual([...Array(BURST).fill(401), 429, 429]);
    expect((await fail(at(), forwarded('203.0.113.100'))).status).toBe(401);
  });

  test('the other header is not looked at', async () => {
    const reply = await fail(at(), { forwarded: 'for=203.0.113.7' });
    expect(await loggedAddress(cardea, reply)).toBe('127.0.0.1');
  });

  test('an https issuer is kept on https by browsers, and its documents name it alone (RFC 6797 §6.1, D13)', async () => {
    const local = `http://127.0.0.1:${cardea.port}`;
    for (const path of ['/livez', '/.well-known/oauth-authorization-server', '/nowhere']) {
      const { headers } = await send(local + path, { headers: { 'x-forwarded-host': 'evil.example' } });
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    }
    const { json } = await send(`${local}/.well-known/oauth-authorization-server`, {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    });
    expect([json.issuer, json.token_endpoint]).toEqual([
      'https://id.example.com',
      'https://id.example.com/api/v1/oauth/token',
    ]);
  });
});
