import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { type Sqld, startSqld } from '@cardea/testkit';
import { type AddedClient, addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { connectionsTo, openFiles, residentMib } from './process-figures.ts';
import { acknowledged, ask, introspect, requestToken, tokenOf } from './traffic/ask.ts';
import { lostTokens } from './traffic/live-tokens.ts';
import { startTraffic } from './traffic/traffic.ts';
import { expectTurnedAway } from './traffic/turned-away.ts';

const RECOVERY_MS = 5_000;
/** Reads under way at once, a write, a migration, and some that are being closed. */
const MAX_CONNECTIONS = 64;

let sqld: Sqld;
let cardea: RunningCardea;
let client: AddedClient;

beforeAll(async () => {
  sqld = await startSqld();
  cardea = await startCardea({ database: sqld.url });
  client = await addClient(cardea, { name: 'load', scope: 'a' });
}, 30_000);

afterAll(async () => {
  await cardea.stop();
  await sqld.stop();
});

const databasePort = (): number => Number(new URL(sqld.url).port);

const untilItServes = (): Promise<unknown> =>
  waitUntil(async () => (await requestToken(cardea, client)).status === 200, {
    what: 'tokens are issued again',
    timeoutMs: RECOVERY_MS,
  });

/** What needs no database, and what says that there is none. */
const expectTheRest = async (): Promise<void> => {
  for (const path of ['.well-known/jwks.json', '.well-known/oauth-authorization-server', 'livez']) {
    expect([path, (await ask(`${cardea.issuer}/${path}`)).status]).toEqual([path, 200]);
  }
  expectTurnedAway([await ask(`${cardea.issuer}/readyz`)]);
};

describe('while the database server is gone', () => {
  test('500 requests are answered 503 each within the deadline, nothing piles up, and all is well afterwards (S132)', async () => {
    const known = tokenOf(await requestToken(cardea, client));
    const before = { files: openFiles(cardea.pid), mib: residentMib(cardea.pid) };
    await sqld.kill();
    const answers = await Promise.all(Array.from({ length: 500 }, () => requestToken(cardea, client)));
    expectTurnedAway(answers);
    expectTurnedAway(await Promise.all(Array.from({ length: 50 }, () => introspect(cardea, client, known))));
    await expectTheRest();
    expect(connectionsTo(databasePort())).toBeLessThan(MAX_CONNECTIONS);
    // The connections of our own requests stay open for a while: one for each at most
    expect(openFiles(cardea.pid)).toBeLessThan(before.files + 550 + MAX_CONNECTIONS);
    expect(residentMib(cardea.pid)).toBeLessThan(before.mib + 100);

    await sqld.restart();
    await untilItServes();
    expect((await introspect(cardea, client, known)).json.active).toBe(true);
    expect((await ask(`${cardea.issuer}/readyz`)).status).toBe(200);
  }, 30_000);

  test('500 requests to one that hangs are answered 503 each within the deadline (S132)', async () => {
    const known = tokenOf(await requestToken(cardea, client));
    process.kill(sqld.pid, 'SIGSTOP');
    try {
      const asked = Promise.all([
        ...Array.from({ length: 400 }, () => requestToken(cardea, client)),
        ...Array.from({ length: 100 }, () => introspect(cardea, client, known)),
      ]);
      await expectTheRest();
      expect(connectionsTo(databasePort())).toBeLessThan(MAX_CONNECTIONS);
      expectTurnedAway(await asked);
    } finally {
      process.kill(sqld.pid, 'SIGCONT');
    }
    await untilItServes();
    expect((await introspect(cardea, client, known)).json.active).toBe(true);
  }, 30_000);

  test('and comes back again and again under load, no acknowledged token is lost and no answer is anything but 200 or 503', async () => {
    const traffic = startTraffic(() => requestToken(cardea, client), { workers: 16, pauseMs: 2 });
    const issued = () => traffic.answers.filter(({ status }) => status === 200).length;
    for (let round = 0; round < 2; round++) {
      const enough = issued() + 150;
      await waitUntil(() => issued() >= enough, { what: 'tokens are issued', timeoutMs: 15_000 });
      await sqld.kill();
      const seen = traffic.answers.length;
      await waitUntil(() => traffic.answers.slice(seen).some(({ status }) => status === 503), {
        what: 'requests are turned away',
        timeoutMs: 15_000,
      });
      await sqld.restart();
    }
    await untilItServes();
    const answers = await traffic.stop();
    expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    expect(await lostTokens(cardea, client, acknowledged(answers))).toEqual([]);
  }, 60_000);
});
