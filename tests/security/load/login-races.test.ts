import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type Cluster, type Node, startCluster } from '../../faults/cluster.ts';
import { atOnce } from '../../harness/at-once.ts';
import { createMovedClock, type MovedClock } from '../../harness/moved-clock.ts';
import { postJson, type Reply } from '../../harness/oauth.ts';
import { addPerson, alice, bob, type Person } from '../../harness/people.ts';

setDefaultTimeout(60_000);

const LIMIT = 5;
const GUESSES = 200;
const INTERVAL_SECONDS = 600;

let clock: MovedClock;
let cluster: Cluster;
let nodes: readonly [Node, Node];

beforeAll(async () => {
  clock = await createMovedClock();
  cluster = await startCluster();
  const env = { ...clock.env, CARDEA_LOGIN_BURST: String(LIMIT), CARDEA_LOGIN_INTERVAL: `${INTERVAL_SECONDS}s` };
  nodes = [await cluster.start({ env }), await cluster.start({ env })];
  for (const person of [alice, bob]) await addPerson(nodes[0].server, person);
});
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
  await clock?.[Symbol.asyncDispose]();
});

const signIn = (node: Node, { username }: Person, password: string): Promise<Reply> =>
  postJson(`${node.origin}/api/v1/session`, { username, password });
const nodeOf = (index: number): Node => (index % 2 === 0 ? nodes[0] : nodes[1]);

describe('S093: who guesses a password at two servers at once', () => {
  test('has no more guesses than at one, and the right password opens to them no earlier than it would have', async () => {
    const answers = await atOnce(GUESSES, (index) => signIn(nodeOf(index), alice, `guess ${index} of many`));
    const judged = answers.filter(({ status }) => status !== 429);
    // Whoever is told that it is wrong has had it compared
    expect(judged.length).toBeGreaterThan(0);
    expect(judged.length).toBeLessThanOrEqual(LIMIT + nodes.length);
    for (const { json } of judged) expect(json.error).toBe('access_denied');
    for (const { status, json, headers } of answers.filter((answer) => !judged.includes(answer))) {
      expect([status, json.error]).toEqual([429, 'too_many_requests']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }

    // Refused without a look at it: a guess that is right learns nothing
    for (const node of nodes) expect((await signIn(node, alice, alice.password)).status).toBe(429);
    await clock.advance(INTERVAL_SECONDS * LIMIT + 1);
    for (const node of nodes) expect((await signIn(node, alice, alice.password)).status).toBe(201);
  });
});
