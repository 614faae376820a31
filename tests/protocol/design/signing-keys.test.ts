import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { auditAfter, tracesIn } from '../../harness/beside.ts';
import { createMovedClock, type MovedClock } from '../../harness/moved-clock.ts';
import { introspect, obtainToken, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';

setDefaultTimeout(60_000);
const HOUR_SECONDS = 3600;
/** The max-age of the key set, and a margin. */
const PUBLISH_AHEAD_SECONDS = 360;
const SKEW_SECONDS = 60;
const API = 'https://api.example.com';
const secrets = createSecretWatch();
let clock: MovedClock;
let cardea: RunningCardea;
let client: AddedClient;

interface ListedKey {
  readonly kid: string;
  readonly state: string;
}

const keySet = async (): Promise<JSONWebKeySet> =>
  JSON.parse((await send(`${cardea.issuer}/.well-known/jwks.json`)).text);
const published = async (): Promise<readonly unknown[]> => (await keySet()).keys.map(({ kid }) => kid);
const tokenOf = async (): Promise<string> => secrets.keep(await obtainToken(cardea, client));
const kidOf = (token: string): string => decodeProtectedHeader(token).kid ?? '';
const signingKid = async (): Promise<string> => kidOf(await tokenOf());
const verifies = async (token: string): Promise<boolean> => {
  const currentDate = new Date(clock.nowSeconds() * 1000);
  return jwtVerify(token, createLocalJWKSet(await keySet()), { issuer: cardea.issuer, currentDate }).then(
    () => true,
    () => false,
  );
};
const statesOf = async (): Promise<ReadonlyMap<string, string>> => {
  const listed = (await cardea.cli(['keys', 'ls', '--json'])).json<readonly ListedKey[]>();
  return new Map(listed.map(({ kid, state }) => [kid, state]));
};
const rotate = async (...words: readonly string[]): Promise<string> =>
  (await cardea.cli(['keys', 'rotate', ...words, '--json'])).json<ListedKey>().kid;
const waitForKeys = (what: string, condition: (kids: readonly unknown[]) => boolean) =>
  waitUntil(async () => condition(await published()), { what, timeoutMs: 15_000 });

beforeAll(async () => {
  clock = await createMovedClock();
  cardea = await startCardea({
    env: {
      ...clock.env,
      CARDEA_DEMO: 'false',
      CARDEA_KEY_ROTATION: '4h',
      CARDEA_MAX_ACCESS_TOKEN_TTL: '1h',
    },
  });
  await addResource(cardea, { uri: API, format: 'jwt' });
  client = await addClient(cardea, { name: 'client', scope: 'a', resources: [API] });
  secrets.keep(client.clientSecret);
});

afterAll(async () => {
  await secrets.stop(cardea);
  await clock[Symbol.asyncDispose]();
});

describe('a signing key', () => {
  test('is rotated by command: published first, then current, then retired, then gone', async () => {
    const old = await signingKid();
    const { audit } = tracesIn(cardea);
    const next = await rotate();
    expect(auditAfter(cardea, audit)).toMatchObject([{ action: 'signing_key.created', target: next }]);
    expect(await published()).toEqual(expect.arrayContaining([old, next]));
    const states = await statesOf();
    expect([states.get(old), states.get(next)]).toEqual(['current', 'next']);
    await clock.advance(PUBLISH_AHEAD_SECONDS - 10);
    const lastOfOld = await tokenOf();
    expect(kidOf(lastOfOld)).toBe(old);

    await clock.advance(11);
    expect(await signingKid()).toBe(next);
    expect((await statesOf()).get(old)).toBe('retired');
    expect(await verifies(lastOfOld)).toBe(true);

    // Until the last token that it signed has expired everywhere, and then no longer.
    await clock.advance(HOUR_SECONDS - 20);
    expect(await verifies(lastOfOld)).toBe(true);
    expect(await published()).toContain(old);
    await clock.advance(SKEW_SECONDS + 30);
    await waitForKeys('the old key is published no longer', (kids) => !kids.includes(old));
    expect((await statesOf()).get(old)).not.toBe('retired');
  });

  test('is rotated by schedule, its successor published before it signs', async () => {
    const [old, before] = [await signingKid(), await published()];
    const isNew = (kid: unknown): boolean => !before.includes(kid);
    await clock.advance(4 * HOUR_SECONDS);
    await waitForKeys('the successor is published', (kids) => kids.some(isNew));
    const next = (await published()).find(isNew);
    expect(await signingKid()).toBe(old);
    await clock.advance(PUBLISH_AHEAD_SECONDS);
    expect(await signingKid()).toBe(String(next));
  });

  test('that is disclosed is withdrawn at once: its tokens are refused, another key signs', async () => {
    const token = await tokenOf();
    const kid = kidOf(token);
    expect((await introspect(cardea, client, token)).json.active).toBe(true);
    const { audit } = tracesIn(cardea);
    await cardea.cli(['keys', 'retire', kid, '--yes', '--json']);
    expect(auditAfter(cardea, audit).map(({ action }) => action)).toEqual([
      'signing_key.created',
      'signing_key.revoked',
    ]);
    expect(await published()).not.toContain(kid);
    expect((await introspect(cardea, client, token)).json).toEqual({ active: false });
    const fresh = await tokenOf();
    expect(kidOf(fresh)).not.toBe(kid);
    expect((await introspect(cardea, client, fresh)).json.active).toBe(true);
    expect((await statesOf()).get(kid)).toBe('revoked');
  });

  test('is withdrawn once: a second time is an error and no audit entry', async () => {
    const kid = await signingKid();
    await cardea.cli(['keys', 'retire', kid, '--yes', '--json']);
    const before = tracesIn(cardea);
    await cardea.cli(['keys', 'retire', kid, '--yes', '--json'], { exitCodes: [1] });
    await cardea.cli(['keys', 'retire', 'unknown', '--yes', '--json'], { exitCodes: [1] });
    expect(tracesIn(cardea)).toEqual(before);
  });

  test('is replaced in an emergency: it signs at once, old tokens are still verified', async () => {
    const token = await tokenOf();
    const fresh = await rotate('--now');
    expect(await signingKid()).toBe(fresh);
    expect(await verifies(token)).toBe(true);
    expect(await published()).toContain(kidOf(token));
  });

  test('is published without its private half', async () => {
    for (const key of (await keySet()).keys)
      for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) expect(key).not.toHaveProperty(member);
  });

  test('is not rotated faster than caches of the key set can follow: such a setting is refused', async () => {
    await expect(startCardea({ env: { CARDEA_KEY_ROTATION: '5m' } })).rejects.toThrow('CARDEA_KEY_ROTATION');
  });
});
