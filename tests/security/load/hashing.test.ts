import { afterAll, beforeAll, expect, test } from 'bun:test';
import { residentMib } from '../../faults/process-figures.ts';
import { ask, requestToken, statuses } from '../../faults/traffic/ask.ts';
import { startTraffic } from '../../faults/traffic/traffic.ts';
import { expectTurnedAway } from '../../faults/traffic/turned-away.ts';
import { atOnce } from '../../harness/at-once.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

/** More than are hashed or wait at a time. */
const AT_ONCE = 160;
const MAX_GROWTH_MIB = 200;
const CHOSEN_SECRET = 'what a person has chosen';

let cardea: RunningCardea;
let chosen: AddedClient;
let generated: AddedClient;

beforeAll(async () => {
  // Who is over its limit gets no slow hash at all: not what is looked at here
  cardea = await startCardea({ env: { CARDEA_CREDENTIAL_BURST: '100000' } });
  const words = ['clients', 'add', '--name', 'chosen', '--scope', 'a', '--json', '--secret-file', '-'];
  const added = (await cardea.cli(words, { stdin: CHOSEN_SECRET })).json<{ client_id: string }>();
  chosen = { clientId: added.client_id, clientSecret: CHOSEN_SECRET };
  generated = await addClient(cardea, { name: 'generated', scope: 'a' });
}, 30_000);

afterAll(() => cardea.stop());

test('a storm of slow secrets is bounded: the excess is told to come again, and everybody else is served (S145)', async () => {
  expect((await requestToken(cardea, chosen)).status).toBe(200);
  const before = residentMib(cardea.pid);
  let highest = before;
  const others = startTraffic(
    (index) => {
      highest = Math.max(highest, residentMib(cardea.pid));
      return index % 2 === 0 ? requestToken(cardea, generated) : ask(`${cardea.issuer}/.well-known/jwks.json`);
    },
    { workers: 4, pauseMs: 10 },
  );
  for (let storm = 0; storm < 2; storm++) {
    const answers = await atOnce(AT_ONCE, () => requestToken(cardea, chosen));
    const granted = answers.filter(({ status }) => status === 200);
    const excess = answers.filter(({ status }) => status !== 200);
    expect(granted.length).toBeGreaterThanOrEqual(64);
    expect(excess.length).toBeGreaterThan(0);
    expectTurnedAway(excess);
  }
  const served = await others.stop();
  expect(served.length).toBeGreaterThan(50);
  expect(statuses(served)).toEqual({ 200: served.length });
  expect(highest - before).toBeLessThan(MAX_GROWTH_MIB);
  expect((await requestToken(cardea, chosen)).status).toBe(200);
}, 30_000);

test('nobody learns by the storm which clients exist: an unknown one waits in the same queue', async () => {
  const unknown = { clientId: 'nobody', clientSecret: CHOSEN_SECRET };
  const answers = await atOnce(AT_ONCE, () => requestToken(cardea, unknown));
  const excess = answers.filter(({ status }) => status === 503);
  expect(excess.length).toBeGreaterThan(0);
  expectTurnedAway(excess);
  expect(answers.filter(({ status }) => ![401, 503].includes(status))).toEqual([]);
}, 30_000);
