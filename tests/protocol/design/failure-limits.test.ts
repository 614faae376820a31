import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { atOnce } from '../../harness/at-once.ts';
import { createMovedClock, type MovedClock } from '../../harness/moved-clock.ts';
import { as, basic, bearer, type HeaderFields, obtainToken, post, type Reply, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const BURST = 60;
const INTERVAL_SECONDS = 10;
const CHOSEN = 'a secret that a person chose';
const secrets = createSecretWatch();
let clock: MovedClock;
let cardea: RunningCardea;
let client: AddedClient;
let other: AddedClient;
let chosen: AddedClient;
let lastAddress = 0;

/** Each test comes from addresses of its own. */
const freshAddress = (): string => {
  lastAddress += 1;
  return `203.0.113.${lastAddress}`;
};
const ask = (headers: HeaderFields, address: string): Promise<Reply> =>
  post(cardea.endpoint('token'), 'grant_type=client_credentials', { ...headers, 'x-forwarded-for': address });
/** A secret of the form that we make: it costs no slow hash. */
const wrongSecret = (address: string): Promise<Reply> => ask(basic(client.clientId, other.clientSecret), address);
/** Any text, which costs one. */
const guess = (address: string): Promise<Reply> => ask(basic(chosen.clientId, 'a guess of a chosen secret'), address);
const badToken = (address: string): Promise<Reply> =>
  send(`${cardea.issuer}/api/v1/metrics`, { headers: { ...bearer('cda_at_garbage'), 'x-forwarded-for': address } });

const fail = async (count: number, attempt: () => Promise<Reply>): Promise<readonly number[]> => {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) statuses.push((await attempt()).status);
  return statuses;
};
const allOf = (count: number, status: number): number[] => Array<number>(count).fill(status);

beforeAll(async () => {
  clock = await createMovedClock();
  cardea = await startCardea({
    env: { ...clock.env, CARDEA_DEMO: 'false', CARDEA_TRUSTED_PROXIES: '127.0.0.1' },
  });
  client = await addClient(cardea, { name: 'client', scope: 'metrics' });
  other = await addClient(cardea, { name: 'other', scope: 'a' });
  const words = ['clients', 'add', '--name', 'chosen', '--id', 'chosen', '--scope', 'a', '--secret-file', '-'];
  await cardea.cli(words, { stdin: CHOSEN });
  chosen = { clientId: 'chosen', clientSecret: CHOSEN };
  for (const { clientSecret } of [client, other, chosen]) secrets.keep(clientSecret);
});

afterAll(async () => {
  await secrets.stop(cardea);
  await clock[Symbol.asyncDispose]();
});

describe('failures of an address are limited: 60 at once, then one each 10 s (parity: rate limits)', () => {
  test('wrong secrets: the 61st is 429 with Retry-After, and one more is judged after each interval', async () => {
    const address = freshAddress();
    expect(await fail(BURST, () => wrongSecret(address))).toEqual(allOf(BURST, 401));
    const { status, headers, json } = await wrongSecret(address);
    expect([status, json.error, headers.get('cache-control')]).toEqual([429, 'too_many_requests', 'no-store']);
    const wait = Number(headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(INTERVAL_SECONDS);

    await clock.advance(wait);
    expect(await fail(2, () => wrongSecret(address))).toEqual([401, 429]);
    await clock.advance(3 * INTERVAL_SECONDS);
    expect(await fail(4, () => wrongSecret(address))).toEqual([401, 401, 401, 429]);
  });

  test('bad tokens are counted in the same way, and with wrong secrets together', async () => {
    const address = freshAddress();
    expect(await fail(BURST - 1, () => badToken(address))).toEqual(allOf(BURST - 1, 401));
    expect([(await wrongSecret(address)).status, (await badToken(address)).status]).toEqual([401, 429]);
    expect((await wrongSecret(address)).status).toBe(429);
  });

  test('tokens presented for revocation and unknown clients count too', async () => {
    const address = freshAddress();
    const headers = { ...bearer('cda_at_garbage'), 'x-forwarded-for': address };
    await fail(BURST - 1, () => post(cardea.endpoint('revoke'), '', headers));
    expect((await ask(basic('nobody', 'x'.repeat(20)), address)).status).toBe(401);
    expect((await ask(basic('somebody', 'x'.repeat(20)), address)).status).toBe(429);
    expect((await post(cardea.endpoint('revoke'), '', headers)).status).toBe(429);
  });

  test('a hundred at once are no more than sixty', async () => {
    const address = freshAddress();
    const statuses = (await atOnce(100, () => wrongSecret(address))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401).length).toBe(BURST);
    expect(statuses.filter((status) => status === 429).length).toBe(100 - BURST);
  });

  test('guesses of a chosen secret are no more than sixty either, and afterwards cost no hash', async () => {
    const address = freshAddress();
    expect(await fail(BURST + 1, () => guess(address))).toEqual([...allOf(BURST, 401), 429]);
    // More than the queue of slow hashes takes at once: none of them gets there.
    expect((await atOnce(100, () => guess(address))).map(({ status }) => status)).toEqual(allOf(100, 429));
  });

  test('a right credential or token from the same address is still accepted', async () => {
    const address = freshAddress();
    await fail(BURST + 1, () => wrongSecret(address));
    const { status, json } = await ask(as(client), address);
    expect(status).toBe(200);
    const headers = { ...bearer(secrets.keep(String(json.access_token))), 'x-forwarded-for': address };
    expect((await send(`${cardea.issuer}/api/v1/metrics`, { headers })).status).toBe(200);
    expect((await ask(as(other), address)).status).toBe(200);
  });

  test('a secret that a person chose could be guessed, so it is not tried while the address is over its limit', async () => {
    const address = freshAddress();
    expect((await ask(as(chosen), address)).status).toBe(200);
    await fail(BURST + 1, () => wrongSecret(address));
    expect((await ask(as(chosen), address)).status).toBe(429);
    expect((await ask(as(chosen), freshAddress())).status).toBe(200);
  });

  test('other addresses are unaffected, also for the same client', async () => {
    const [bad, good] = [freshAddress(), freshAddress()];
    await fail(BURST + 1, () => wrongSecret(bad));
    expect([(await wrongSecret(bad)).status, (await wrongSecret(good)).status]).toEqual([429, 401]);
    expect((await ask(as(client), good)).status).toBe(200);
  });

  test('an IPv6 caller is counted by its /64, and its neighbour for itself', async () => {
    let host = 0;
    const attempt = () => {
      host += 1;
      return wrongSecret(`2001:db8:1:1::${host.toString(16)}`);
    };
    expect(await fail(BURST, attempt)).toEqual(allOf(BURST, 401));
    expect((await attempt()).status).toBe(429);
    expect((await wrongSecret('2001:db8:1:2::1')).status).toBe(401);
  });

  test('what the caller writes into the header before our proxy does is not believed', async () => {
    const address = freshAddress();
    let liar = 0;
    const attempt = () => {
      liar += 1;
      return wrongSecret(`198.51.100.${liar}, ${address}`);
    };
    await fail(BURST, attempt);
    expect((await attempt()).status).toBe(429);
  });

  test('requests that are merely wrong are no failures of a credential', async () => {
    const address = freshAddress();
    const headers = { ...as(client), 'x-forwarded-for': address };
    await fail(BURST + 5, () => post(cardea.endpoint('token'), 'grant_type=nonsense', headers));
    expect((await wrongSecret(address)).status).toBe(401);
    await fail(BURST + 5, () => post(cardea.endpoint('introspect'), 'token=unknown', headers));
    expect((await wrongSecret(address)).status).toBe(401);
  });

  test('the limit survives a restart (INV8)', async () => {
    const address = freshAddress();
    await fail(BURST + 1, () => wrongSecret(address));
    const { dataDir, port, env } = cardea;
    const first = cardea;
    await first.kill();
    cardea = await startCardea({ dataDir, port, env });
    expect((await wrongSecret(address)).status).toBe(429);
    await cardea.stop();
    cardea = await startCardea({ dataDir, port, env });
    expect((await wrongSecret(address)).status).toBe(429);
    const { stop } = cardea;
    cardea = { ...cardea, stop: async () => await stop().finally(first.stop) };
  });
});

test('a secret that is sent as the client id is stored nowhere', async () => {
  const address = freshAddress();
  expect((await ask(basic(client.clientSecret, client.clientId), address)).status).toBe(401);
  const token = secrets.keep(await obtainToken(cardea, client));
  expect((await ask(basic(token, ''), address)).status).toBe(401);
});
