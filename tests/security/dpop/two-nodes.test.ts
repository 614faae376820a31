import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type Cluster, type Node, startCluster } from '../../faults/cluster.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../faults/database-proxy.ts';
import { statuses } from '../../faults/traffic/ask.ts';
import { atOnce } from '../../harness/at-once.ts';
import { createDpopKey, type DpopKey } from '../../harness/dpop.ts';
import { as, bearer, post, type Reply, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';

setDefaultTimeout(60_000);

/** How clients know the servers, whichever of them they reach. */
const ISSUER = 'http://127.0.0.1:2273';
const TOKEN_URL = `${ISSUER}/api/v1/oauth/token`;
const METRICS_URL = `${ISSUER}/api/v1/metrics`;
const RIVALS = 12;
/** Milliseconds of database delay, and how many rounds are worth waiting for. */
const DELAYS = [
  [0, 30],
  [50, 5],
  [500, 1],
] as const;

let proxy: DatabaseProxy;
let cluster: Cluster;
let nodes: readonly [Node, Node];
let client: AddedClient;
let key: DpopKey;

beforeAll(async () => {
  cluster = await startCluster((sqld) => {
    proxy ??= startDatabaseProxy(sqld);
    return proxy.url;
  });
  nodes = [await cluster.start(), await cluster.start()];
  client = await addClient(nodes[0].server, { name: 'bound', scope: 'metrics', words: ['--dpop'] });
  key = await createDpopKey();
});
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
  proxy[Symbol.dispose]();
});

const nodeOf = (index: number): Node => (index % 2 === 0 ? nodes[0] : nodes[1]);
const ask = (node: Node, dpop: string): Promise<Reply> =>
  post(node.endpoint('token'), { grant_type: 'client_credentials' }, { ...as(client), dpop });

describe('S057: a proof is taken once by two servers on one database (RFC 9449 §11.1)', () => {
  test.each(DELAYS)('%i ms from the database, of many at once one gets a token', async (delayMs, rounds) => {
    proxy.delayMs = delayMs;
    try {
      for (let round = 0; round < rounds; round++) {
        const proof = await key.proof(TOKEN_URL);
        const answers = await atOnce(RIVALS, (index) => ask(nodeOf(index), proof));
        expect(statuses(answers)).toEqual({ 200: 1, 400: RIVALS - 1 });
        for (const { status, json } of answers) if (status !== 200) expect(json.error).toBe('invalid_dpop_proof');
      }
    } finally {
      proxy.delayMs = 0;
    }
  });

  test('and in turn: what one has taken the other refuses, at the token endpoint and where the token is used', async () => {
    const proof = await key.proof(TOKEN_URL);
    const { json } = await ask(nodes[0], proof);
    for (const node of nodes) expect((await ask(node, proof)).json.error).toBe('invalid_dpop_proof');
    const token = String(json.access_token);
    const shown = await key.proof(METRICS_URL, { method: 'GET', accessToken: token });
    const use = (node: Node) =>
      send(`${node.origin}/api/v1/metrics`, { headers: { authorization: `DPoP ${token}`, dpop: shown } });
    expect([(await use(nodes[1])).status, (await use(nodes[0])).status, (await use(nodes[1])).status]).toEqual([
      200, 401, 401,
    ]);
    expect((await send(`${nodes[0].origin}/api/v1/metrics`, { headers: bearer(token) })).status).toBe(401);
  });
});
