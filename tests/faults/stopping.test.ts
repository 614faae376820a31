import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { SignJWT } from 'jose';
import { post, type Reply } from '../harness/oauth.ts';
import { type AddedClient, addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { type Node, startCluster } from './cluster.ts';
import { findDamage } from './integrity.ts';
import { acknowledged, ask, requestToken, statuses } from './traffic/ask.ts';
import { lostTokens } from './traffic/live-tokens.ts';
import { startTraffic, type Traffic } from './traffic/traffic.ts';

const DRAIN = { CARDEA_SHUTDOWN_DRAIN: '2s' };

const isReady = async (node: RunningCardea): Promise<boolean> => (await ask(`${node.issuer}/readyz`)).status === 200;

describe('a server that is told to stop under load (S128)', () => {
  test('goes out of readiness first, answers all that comes, loses nothing and ends with 0', async () => {
    await using first = await startCardea();
    const client = await addClient(first, { name: 'load', scope: 'a' });
    const traffic = startTraffic(() => requestToken(first, client), { workers: 16, pauseMs: 5 });
    await waitUntil(() => traffic.answers.length > 300, { what: 'traffic', timeoutMs: 15_000 });
    process.kill(first.pid, 'SIGTERM');
    await waitUntil(async () => !(await isReady(first)), { what: 'readiness is off', timeoutMs: 5_000 });
    // Who has seen that sends no more; until then, and while they look, requests are served
    const seen = traffic.answers.length;
    await waitUntil(() => traffic.answers.length > seen + 100, { what: 'more traffic', timeoutMs: 5_000 });
    expect((await ask(`${first.issuer}/livez`)).status).toBe(200);
    expect((await ask(`${first.issuer}/.well-known/jwks.json`)).headers.get('connection')).toBe('close');
    const answers = await traffic.stop();
    expect(await first.ended).toBe(0);
    expect(statuses(answers)).toEqual({ 200: answers.length });
    expect(findDamage(first.dataDir)).toEqual([]);
    await using second = await startCardea({ dataDir: first.dataDir, port: first.port });
    expect(await lostTokens(second, client, acknowledged(answers))).toEqual([]);
  }, 60_000);

  test('and told again, and by Ctrl-C too, ends once and with 0', async () => {
    await using cardea = await startCardea({ env: DRAIN });
    const client = await addClient(cardea, { name: 'load', scope: 'a' });
    const traffic = startTraffic(() => requestToken(cardea, client), { workers: 4, pauseMs: 5 });
    await waitUntil(() => traffic.answers.length > 20, { what: 'traffic', timeoutMs: 15_000 });
    process.kill(cardea.pid, 'SIGTERM');
    await waitUntil(async () => !(await isReady(cardea)), { what: 'readiness is off', timeoutMs: 5_000 });
    process.kill(cardea.pid, 'SIGTERM');
    process.kill(cardea.pid, 'SIGINT');
    const answers = await traffic.stop();
    expect(await cardea.ended).toBe(0);
    expect(statuses(answers)).toEqual({ 200: answers.length });
    expect(findDamage(cardea.dataDir)).toEqual([]);
  }, 60_000);

  test('and never left alone, ends when the drain time is over', async () => {
    await using cardea = await startCardea({ env: DRAIN });
    const traffic = startTraffic(() => ask(`${cardea.issuer}/nowhere`), { workers: 4, pauseMs: 5 });
    await waitUntil(() => traffic.answers.length > 20, { what: 'traffic', timeoutMs: 15_000 });
    process.kill(cardea.pid, 'SIGTERM');
    expect(await cardea.ended).toBe(0);
    await traffic.stop();
  }, 30_000);
});

describe('two servers on one database, restarted one after the other under 50 requests a second (S128)', () => {
  test('answer every request', async () => {
    await using cluster = await startCluster();
    const nodes: [Node, Node] = [await cluster.start(), await cluster.start()];
    const client = await addClient(nodes[0].server, { name: 'load', scope: 'a' });
    using balancer = startBalancer(() => nodes, 200);
    const traffic = startTraffic((index) => requestToken(balancer.pick(index), client), { workers: 5, pauseMs: 95 });
    for (const slot of [0, 1] as const) {
      await seesMore(traffic);
      const { server } = nodes[slot];
      process.kill(server.pid, 'SIGTERM');
      expect(await server.ended).toBe(0);
      nodes[slot] = await cluster.start({ port: server.port });
      await balancer.sees(nodes[slot]);
    }
    await seesMore(traffic);
    const answers = await traffic.stop();
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(await lostTokens(nodes[0], client, acknowledged(answers))).toEqual([]);
  }, 90_000);

  test('and behind a load balancer that looks rarely, with few requests: a node waits until it has been seen', async () => {
    await using cluster = await startCluster();
    const nodes = [await cluster.start(), await cluster.start()];
    const [{ server }] = nodes as [Node];
    const client = await addClient(server, { name: 'load', scope: 'a' });
    using balancer = startBalancer(() => nodes, 2_500);
    await balancer.looked(2);
    // Nothing is sent for longer than the quiet after which a node may stop, and before the balancer looks again
    process.kill(server.pid, 'SIGTERM');
    await Bun.sleep(1_500);
    const answers = [await requestToken(balancer.pick(0), client), await requestToken(balancer.pick(1), client)];
    expect(statuses(answers)).toEqual({ 200: 2 });
    expect(await server.ended).toBe(0);
    expect((await requestToken(balancer.pick(0), client)).status).toBe(200);
  }, 60_000);
});

const seesMore = (traffic: Traffic<Reply>): Promise<unknown> => {
  const before = traffic.answers.length;
  return waitUntil(() => traffic.answers.length >= before + 40, { what: 'traffic', timeoutMs: 20_000 });
};

/** What stands before the nodes: it looks at their readiness, and sends to those that are ready, in turn. */
const startBalancer = (nodes: () => readonly Node[], lookEveryMs: number) => {
  let ready = nodes().slice();
  let stopped = false;
  let looks = 0;
  const isUp = async ({ origin }: Node) => (await ask(`${origin}/readyz`)).status === 200;
  const look = async (): Promise<void> => {
    while (!stopped) {
      const looked = await Promise.all(nodes().map(async (node) => ({ node, up: await isUp(node) })));
      looks += 1;
      ready = looked.filter(({ up }) => up).map(({ node }) => node);
      await Bun.sleep(lookEveryMs);
    }
  };
  void look();
  return {
    pick: (index: number): Node => {
      const node = ready[index % ready.length];
      if (node === undefined) throw new Error('no node is ready');
      return node;
    },
    looked: (times: number) => waitUntil(() => looks >= times, { what: 'it has looked', timeoutMs: 20_000 }),
    sees: (node: Node) => waitUntil(() => ready.includes(node), { what: 'it is ready', timeoutMs: 10_000 }),
    [Symbol.dispose]: () => {
      stopped = true;
    },
  };
};

describe('what the next start finds (S127)', () => {
  const BURST = 5;
  const settings = { CARDEA_CREDENTIAL_BURST: String(BURST), CARDEA_CREDENTIAL_INTERVAL: '10m' };
  let first: RunningCardea;
  let client: AddedClient;

  beforeAll(async () => {
    first = await startCardea({ env: settings });
    client = await addClient(first, { name: 'assertions', authMethod: 'client_secret_jwt' });
  }, 30_000);

  afterAll(() => first.stop());

  const restart = async (how: 'stop' | 'kill'): Promise<RunningCardea> => {
    if (how === 'kill') await first.kill();
    else {
      process.kill(first.pid, 'SIGTERM');
      expect(await first.ended).toBe(0);
    }
    return startCardea({ dataDir: first.dataDir, port: first.port, env: settings });
  };

  const present = async (cardea: RunningCardea, assertion: string): Promise<Reply> =>
    post(cardea.endpoint('token'), {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });

  const guess = (cardea: RunningCardea): Promise<Reply> =>
    requestToken(cardea, { clientId: client.clientId, clientSecret: 'guess' });

  test('assertions that were used stay used, failures stay counted, by a stop and by kill -9', async () => {
    const assertion = await new SignJWT({ jti: 'once' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(client.clientId)
      .setSubject(client.clientId)
      .setAudience(first.issuer)
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(client.clientSecret));
    expect((await present(first, assertion)).status).toBe(200);
    for (let used = 0; used < BURST; used++) expect((await guess(first)).status).toBe(401);
    expect((await guess(first)).status).toBe(429);

    for (const how of ['stop', 'kill'] as const) {
      const again = await restart(how);
      try {
        // The replay is a failure as well, and one too many: refused by its own check all the same
        const replayed = await present(again, assertion);
        expect(replayed.json.access_token).toBeUndefined();
        expect([401, 429]).toContain(replayed.status);
        const limited = await guess(again);
        expect(limited.status).toBe(429);
        expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
      } finally {
        await again.stop();
      }
    }
  }, 60_000);
});
