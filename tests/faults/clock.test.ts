import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { createMovedClock, type MovedClock } from '../harness/moved-clock.ts';
import { type AddedClient, addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { ask, introspect, requestToken, statuses, tokenOf } from './traffic/ask.ts';

const AN_HOUR_SECONDS = 3600;
const A_DAY_SECONDS = 24 * AN_HOUR_SECONDS;

let clock: MovedClock;
let cardea: RunningCardea;
let client: AddedClient;

beforeAll(async () => {
  clock = await createMovedClock();
  cardea = await startCardea({ env: clock.env });
  client = await addClient(cardea, { name: 'load', scope: 'a' });
}, 30_000);

afterAll(async () => {
  await cardea.stop();
  await clock[Symbol.asyncDispose]();
});

const isActive = async (token: string): Promise<unknown> => (await introspect(cardea, client, token)).json.active;

const expectAlive = async (): Promise<void> => {
  expect((await ask(`${cardea.issuer}/readyz`)).status).toBe(200);
  const answers = await Promise.all(Array.from({ length: 20 }, () => requestToken(cardea, client)));
  expect(statuses(answers)).toEqual({ 200: 20 });
};

describe('a clock that jumps', () => {
  test('ahead: old tokens have expired, new ones are issued by the new time', async () => {
    const before = tokenOf(await requestToken(cardea, client));
    expect(await isActive(before)).toBe(true);
    await clock.advance(A_DAY_SECONDS);
    expect(await isActive(before)).toBe(false);
    await expectAlive();
    const { json } = await introspect(cardea, client, tokenOf(await requestToken(cardea, client)));
    expect(Math.abs(Number(json.exp) - clock.nowSeconds() - AN_HOUR_SECONDS)).toBeLessThan(60);
  }, 20_000);

  test('back: tokens hold until the clock has come to their end again, and the server goes on', async () => {
    const before = tokenOf(await requestToken(cardea, client));
    await clock.advance(-2 * A_DAY_SECONDS);
    expect(await isActive(before)).toBe(true);
    await expectAlive();
    // Signs again with a key that is from the future by this clock
    const keys = (await ask(`${cardea.issuer}/.well-known/jwks.json`)).json.keys;
    expect(keys).toBeArray();
    await clock.advance(2 * A_DAY_SECONDS + AN_HOUR_SECONDS + 60);
    expect(await isActive(before)).toBe(false);
  }, 20_000);

  test('far ahead: the signing key has had its time, its successor is published and then signs; and back again', async () => {
    const kids = async () =>
      ((await ask(`${cardea.issuer}/.well-known/jwks.json`)).json.keys as readonly { kid: string }[]).map(
        ({ kid }) => kid,
      );
    const current = async () => {
      const keys = (await cardea.cli(['keys', 'ls', '--json'])).json<readonly { kid: string; state: string }[]>();
      return keys.find(({ state }) => state === 'current')?.kid;
    };
    const [old] = await kids();
    expect(await current()).toBe(String(old));
    await clock.advance(200 * A_DAY_SECONDS);
    await waitUntil(async () => (await kids()).length === 2, { what: 'the next key is published', timeoutMs: 15_000 });
    expect(await current()).toBe(String(old));
    await clock.advance(AN_HOUR_SECONDS);
    expect(await current()).not.toBe(String(old));
    await expectAlive();
    await clock.advance(-200 * A_DAY_SECONDS);
    expect(await current()).toBe(String(old));
    await expectAlive();
  }, 30_000);

  test('leaves no defect in the log', () => {
    expect(cardea.logs()).not.toMatch(/"level":"(error|fatal)"/);
  });
});
