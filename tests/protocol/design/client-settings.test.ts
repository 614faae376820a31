import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { atOnce } from '../../harness/at-once.ts';
import { auditAfter, tracesIn } from '../../harness/beside.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { createMovedClock, type MovedClock } from '../../harness/moved-clock.ts';
import { basic, introspect, obtainToken, post, requestToken } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
let clock: MovedClock;
let cardea: RunningCardea;

const add = async (name: string, ...words: readonly string[]): Promise<AddedClient> => {
  const client = await addClient(cardea, { name, scope: 'a', words });
  secrets.keep(client.clientSecret);
  return client;
};
const expiresIn = async (client: AddedClient, expires_in?: string): Promise<unknown> =>
  (await requestToken(cardea, client, expires_in === undefined ? {} : { expires_in })).json.expires_in;
const tokenOf = async (client: AddedClient): Promise<string> => secrets.keep(await obtainToken(cardea, client));
const activeOf = async (client: AddedClient, tokens: readonly string[]): Promise<readonly unknown[]> =>
  Promise.all(tokens.map(async (token) => (await introspect(cardea, client, token)).json.active));

beforeAll(async () => {
  clock = await createMovedClock();
  cardea = await startCardea({
    env: {
      ...clock.env,
      CARDEA_DEMO: 'false',
      CARDEA_CREDENTIAL_BURST: '10000',
      CARDEA_ACCESS_TOKEN_TTL: '30m',
      CARDEA_MAX_ACCESS_TOKEN_TTL: '2h',
    },
  });
});

afterAll(async () => {
  await secrets.stop(cardea);
  await clock[Symbol.asyncDispose]();
});

describe('the lifetime of a token (parity: Fitbit; go-oauth2)', () => {
  test("is the server's by default, and a client may ask for less, not for more", async () => {
    const client = await add('default');
    expect(await expiresIn(client)).toBe(1800);
    expect(await expiresIn(client, '1')).toBe(1);
    expect(await expiresIn(client, '1799')).toBe(1799);
    expect(await expiresIn(client, '1801')).toBe(1800);
    expect(await expiresIn(client, '9999999999')).toBe(1800);
  });

  test("is the client's own, up to its own bound, and never past the server's", async () => {
    const client = await add('own', '--token-ttl', '10m', '--max-token-ttl', '1h');
    expect(await expiresIn(client)).toBe(600);
    expect(await expiresIn(client, '3600')).toBe(3600);
    expect(await expiresIn(client, '3601')).toBe(3600);
    const long = await add('long', '--token-ttl', '30d', '--max-token-ttl', '60d');
    expect(await expiresIn(long)).toBe(7200);
    expect(await expiresIn(long, '999999')).toBe(7200);
  });

  test.each(['0', '-1', '1.5', '1e3', ' 60', '060', '0x10', 'soon', '99999999999'])(
    'a wish that is no positive whole number of seconds is refused: %p',
    async (expires_in) => {
      const client = { ...(await one()) };
      await expectRefusal(cardea, () => requestToken(cardea, client, { expires_in }), {
        status: 400,
        error: 'invalid_request',
      });
    },
  );

  test('is kept: a token ends in the second it was said to', async () => {
    const client = await one();
    const token = secrets.keep(await obtainToken(cardea, client, { expires_in: '100' }));
    await clock.advance(97);
    expect(await activeOf(client, [token])).toEqual([true]);
    await clock.advance(4);
    expect(await activeOf(client, [token])).toEqual([false]);
  });
});

let kept: AddedClient | undefined;
/** A client for tests that need any. */
const one = async (): Promise<AddedClient> => {
  kept ??= await add('any');
  return kept;
};

describe('the token limit of a client (parity: client_credentials)', () => {
  test('evicts the oldest, in the unit that issues the new one', async () => {
    const client = await add('three', '--token-limit', '3');
    const tokens: string[] = [];
    for (let i = 0; i < 5; i++) tokens.push(await tokenOf(client));
    expect(await activeOf(client, tokens)).toEqual([false, false, true, true, true]);
  });

  test('holds for twenty at once', async () => {
    const client = await add('at once', '--token-limit', '3');
    const tokens = await atOnce(20, () => tokenOf(client));
    expect((await activeOf(client, tokens)).filter((active) => active === true).length).toBe(3);
  });

  test('does not count what has expired or was revoked, nor what others have', async () => {
    const client = await add('two', '--token-limit', '2');
    const stranger = await one();
    const foreign = await tokenOf(stranger);
    const short = secrets.keep(await obtainToken(cardea, client, { expires_in: '60' }));
    const first = await tokenOf(client);
    await clock.advance(61);
    const second = await tokenOf(client);
    expect(await activeOf(client, [short, first, second])).toEqual([false, true, true]);
    expect(await activeOf(stranger, [foreign])).toEqual([true]);
  });

  test('leaves one audit entry for each token, which names the limit (INV5)', async () => {
    const client = await add('audited', '--token-limit', '1');
    const { audit } = tracesIn(cardea);
    for (let i = 0; i < 2; i++) await tokenOf(client);
    const issued = { action: 'access_token.issued', detail: { tokenLimit: 1 } };
    expect(auditAfter(cardea, audit)).toMatchObject([issued, issued]);
  });
});

describe('the requests a minute of a client', () => {
  test('are counted; more are 429 with Retry-After, and the next comes after its share of a minute', async () => {
    const client = await add('five', '--rate', '5');
    const statuses = (await atOnce(8, () => requestToken(cardea, client))).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const before = tracesIn(cardea);
    const { status, headers, json } = await requestToken(cardea, client);
    expect([status, json.error]).toEqual([429, 'too_many_requests']);
    const wait = Number(headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(12);
    expect(tracesIn(cardea)).toEqual(before);
    await clock.advance(wait);
    expect((await requestToken(cardea, client)).status).toBe(200);
    expect((await requestToken(cardea, client)).status).toBe(429);
  });

  test('are not used up by strangers who only know its id', async () => {
    const client = await add('known', '--rate', '2');
    for (let i = 0; i < 5; i++)
      expect(
        (await post(cardea.endpoint('token'), 'grant_type=client_credentials', basic(client.clientId, 'x'))).status,
      ).toBe(401);
    expect((await requestToken(cardea, client)).status).toBe(200);
  });
});

describe('two live secrets (parity: cloudentity; Stack Exchange)', () => {
  const reset = async (client: AddedClient, ...words: readonly string[]): Promise<AddedClient> => {
    const result = await cardea.cli(['clients', 'reset', client.clientId, ...words, '--json']);
    const { client_secret } = result.json<{ client_secret: string }>();
    return { ...client, clientSecret: secrets.keep(client_secret) };
  };
  const statuses = async (...clients: readonly AddedClient[]): Promise<readonly number[]> =>
    Promise.all(clients.map(async (client) => (await requestToken(cardea, client)).status));

  test('the old one lives on for the time named, and ends then', async () => {
    const old = await add('rotated');
    const { audit } = tracesIn(cardea);
    const fresh = await reset(old, '--secret', '--keep-old', '1h');
    expect(auditAfter(cardea, audit)).toMatchObject([{ action: 'client.secret_added', target: old.clientId }]);
    expect(await statuses(old, fresh)).toEqual([200, 200]);
    await clock.advance(3590);
    expect(await statuses(old, fresh)).toEqual([200, 200]);
    await clock.advance(11);
    expect(await statuses(old, fresh)).toEqual([401, 200]);
  });

  test('a third drops the oldest at once', async () => {
    const first = await add('thrice');
    const second = await reset(first, '--secret', '--keep-old', '1h');
    const third = await reset(first, '--secret', '--keep-old', '1h');
    expect(await statuses(first, second, third)).toEqual([401, 200, 200]);
  });

  test('without --keep-old, or with --drop-old, the old one ends at once; tokens live until they are revoked', async () => {
    const first = await add('ended');
    const token = await tokenOf(first);
    const second = await reset(first, '--secret', '--keep-old', '1h');
    await cardea.cli(['clients', 'reset', first.clientId, '--drop-old', '--json']);
    expect(await statuses(first, second)).toEqual([401, 200]);
    const third = await reset(first, '--secret', '--yes');
    expect(await statuses(second, third)).toEqual([401, 200]);
    expect(await activeOf(third, [token])).toEqual([true]);
    await cardea.cli(['clients', 'reset', first.clientId, '--tokens', '--json']);
    expect(await activeOf(third, [token])).toEqual([false]);
  });
});
