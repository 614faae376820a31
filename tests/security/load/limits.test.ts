import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { type Cluster, type Node, startCluster } from '../../faults/cluster.ts';
import { ask, requestToken, statuses, tokenOf } from '../../faults/traffic/ask.ts';
import { expectTurnedAway } from '../../faults/traffic/turned-away.ts';
import type { Reply } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { waitUntil } from '../../harness/wait-until.ts';

const BURST = 8;
const RATE = 10;
/** Beyond the end of every test: no bucket fills up again meanwhile. */
const ENV = { CARDEA_CREDENTIAL_BURST: String(BURST), CARDEA_CREDENTIAL_INTERVAL: '1h' };

let cluster: Cluster;
let nodes: readonly [Node, Node];
let client: AddedClient;

beforeAll(async () => {
  cluster = await startCluster();
  nodes = [await cluster.start({ env: ENV }), await cluster.start({ env: ENV })];
  client = await addClient(nodes[0].server, { name: 'right', scope: 'a' });
}, 60_000);

afterAll(() => cluster[Symbol.asyncDispose]());

const nodeOf = (index: number): Node => (index % 2 === 0 ? nodes[0] : nodes[1]);

const expectLimited = ({ status, json, headers }: Reply): void => {
  expect([status, json.error]).toEqual([429, 'too_many_requests']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
};

describe('limits are those of the installation, not of each node (S149)', () => {
  test('a client with a rate has it once, whichever node it asks', async () => {
    const limited = await addClient(nodes[0].server, { name: 'rate', scope: 'a', words: ['--rate', String(RATE)] });
    const answers: Reply[] = [];
    for (let index = 0; index < RATE + 4; index++) answers.push(await requestToken(nodeOf(index), limited));
    const granted = answers.filter(({ status }) => status === 200);
    // One more may have come back while the test ran: a minute has RATE of them
    expect([RATE, RATE + 1]).toContain(granted.length);
    for (const answer of answers.filter(({ status }) => status !== 200)) expectLimited(answer);
    expect((await requestToken(nodes[0], client)).status).toBe(200);
  }, 30_000);

  test('who guesses at both nodes in turn has one burst, and whoever has the right secret there is served on', async () => {
    const guess = (index: number) => requestToken(nodeOf(index), { ...client, clientSecret: 'guess' });
    const guesses: Reply[] = [];
    for (let index = 0; index < BURST; index++) guesses.push(await guess(index));
    expect(statuses(guesses)).toEqual({ 401: BURST });
    for (const index of [0, 1, 2, 3]) expectLimited(await guess(index));
    for (const node of nodes) {
      // A wrong token for the API of Cardea is counted in the same bucket of the address
      expectLimited(await ask(`${node.origin}/api/v1/metrics`, { headers: { authorization: 'Bearer cda_at_wrong' } }));
      expect(tokenOf(await requestToken(node, client))).toStartWith('cda_at_');
    }
  }, 30_000);

  test('while their store is gone nothing is let through: 503', async () => {
    await cluster.sqld.kill();
    expectTurnedAway(await Promise.all(nodes.map((node) => requestToken(node, client))));
    // An address that is known to be over its limit is remembered
    const guess = await requestToken(nodes[0], { clientId: 'somebody', clientSecret: 'guess' });
    expect([429, 503]).toContain(guess.status);
    await cluster.sqld.restart();
    for (const node of nodes) {
      await waitUntil(async () => (await requestToken(node, client)).status === 200, {
        what: 'it works again',
        timeoutMs: 5_000,
      });
    }
  }, 30_000);
});
