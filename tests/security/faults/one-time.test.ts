import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test';
import { SignJWT } from 'jose';
import { type Cluster, type Node, startCluster } from '../../faults/cluster.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../faults/database-proxy.ts';
import { databaseRows, leakTransaction } from '../../faults/database-rows.ts';
import { introspect, requestToken, revoke, statuses, tokenOf } from '../../faults/traffic/ask.ts';
import { lostTokens } from '../../faults/traffic/live-tokens.ts';
import { expectTurnedAway } from '../../faults/traffic/turned-away.ts';
import { atOnce } from '../../harness/at-once.ts';
import { post, type Reply } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { waitUntil } from '../../harness/wait-until.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** How many ask at the same instant, half of them at either node. */
const RIVALS = 12;
/** Milliseconds of database delay, and how many rounds are worth waiting for. */
const DELAYS = [
  [0, 40],
  [50, 6],
  [500, 1],
] as const;

let proxy: DatabaseProxy;
let cluster: Cluster;
let nodes: readonly [Node, Node];
let client: AddedClient;
let signer: AddedClient;

beforeAll(async () => {
  cluster = await startCluster((sqld) => {
    proxy ??= startDatabaseProxy(sqld);
    return proxy.url;
  });
  nodes = [await cluster.start(), await cluster.start()];
  client = await addClient(nodes[0].server, { name: 'secret', scope: 'a' });
  signer = await addClient(nodes[0].server, { name: 'jwt', scope: 'a', authMethod: 'client_secret_jwt' });
}, 60_000);

afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
  proxy[Symbol.dispose]();
});

beforeEach(() => {
  proxy.delayMs = 0;
});

const assertion = (jti: string): Promise<string> =>
  new SignJWT({ jti })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(signer.clientId)
    .setSubject(signer.clientId)
    .setAudience('http://127.0.0.1:2273')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(signer.clientSecret));

const present = (node: Node, text: string): Promise<Reply> =>
  post(node.endpoint('token'), {
    grant_type: 'client_credentials',
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: text,
  });

const nodeOf = (index: number): Node => (index % 2 === 0 ? nodes[0] : nodes[1]);

const entriesOf = async (action: string, target: string): Promise<number> =>
  (await databaseRows(cluster.sqld, `select sequence from audit where action = '${action}' and target = '${target}'`))
    .length;

/** The statements that a request makes about a table, without those of the schedule. */
const tracedOf = async (table: string, action: () => Promise<unknown>): Promise<readonly string[]> => {
  proxy.forget();
  await action();
  return proxy.requests.flatMap(({ statements }) => statements).filter((sql) => sql.includes(`"${table}"`));
};

describe('what may be used once is decided by one conditional write (S137)', () => {
  test('the jti of an assertion: the only statement about it is an insert that does nothing where it was seen', async () => {
    const text = await assertion('traced');
    const traced = await tracedOf('assertions', async () => expect((await present(nodes[0], text)).status).toBe(200));
    expect(traced).toEqual([expect.stringMatching(/^insert into "assertions" .+ on conflict do nothing$/)]);
    const again = await tracedOf('assertions', async () => expect((await present(nodes[1], text)).status).toBe(401));
    expect(again).toEqual(traced);
  });

  test('a revocation: the only write is an update of a token that is not revoked', async () => {
    const token = tokenOf(await requestToken(nodes[0], client));
    const traced = await tracedOf('access_tokens', async () =>
      expect((await revoke(nodes[0], client, token)).status).toBe(200),
    );
    expect(traced.filter((sql) => !sql.startsWith('select'))).toEqual([
      expect.stringMatching(/^update "access_tokens" set "revoked_at" = \? where .*"revoked_at" is null/),
    ]);
  });

  test('a new signing key: it is inserted only after the key it was made to follow', async () => {
    const traced = await tracedOf('signing_keys', () => nodes[0].server.cli(['keys', 'rotate', '--json']));
    const inserts = traced.filter((sql) => sql.startsWith('insert into "signing_keys"'));
    expect(inserts).toEqual([expect.stringMatching(/ where \(select "signing_keys"\."id" .+ limit 1\) is \?/)]);
  });

  test.each(DELAYS)(
    '%i ms from the database, an assertion that many present at once is good once',
    async (delayMs, rounds) => {
      proxy.delayMs = delayMs;
      for (let round = 0; round < rounds; round++) {
        const text = await assertion(`${delayMs}-${round}`);
        const answers = await atOnce(RIVALS, (index) => present(nodeOf(index), text));
        expect(statuses(answers)).toEqual({ 200: 1, 401: RIVALS - 1 });
      }
    },
    30_000,
  );

  test.each(DELAYS)(
    '%i ms from the database, a token that many revoke at once is revoked once',
    async (delayMs, rounds) => {
      proxy.delayMs = delayMs;
      for (let round = 0; round < Math.ceil(rounds / 4); round++) {
        const token = tokenOf(await requestToken(nodes[0], client));
        const { json } = await introspect(nodes[1], client, token);
        const answers = await atOnce(RIVALS, (index) => revoke(nodeOf(index), client, token));
        expect(statuses(answers)).toEqual({ 200: RIVALS });
        expect(await entriesOf('access_token.revoked', String(json.jti))).toBe(1);
        expect((await introspect(nodes[0], client, token)).json.active).toBe(false);
      }
    },
    30_000,
  );
});

describe('a transaction (S138)', () => {
  test('begins and ends in one request to the database, whatever is going on', async () => {
    proxy.forget();
    // No more: Bun sends 256 requests of a process at a time, and the proxy's are among them
    const mixed = await atOnce(150, async (index) => {
      const node = nodeOf(index);
      if (index % 5 === 0) return present(node, await assertion(`mixed-${index}`));
      if (index % 5 === 1) return requestToken(node, { ...client, clientSecret: 'a chosen secret that is wrong' });
      const token = tokenOf(await requestToken(node, client));
      return index % 2 === 0 ? revoke(node, client, token) : introspect(node, client, token);
    });
    const guesses = mixed.filter((_, index) => index % 5 === 1);
    expect(mixed.filter(({ status }) => status === 200).length).toBe(150 - guesses.length);
    for (const { statements, continues } of proxy.requests) {
      expect(continues).toBe(false);
      const begun = statements.filter((sql) => sql.startsWith('BEGIN')).length;
      // ROLLBACK follows on the same condition of the same request
      expect(statements.filter((sql) => sql === 'COMMIT').length).toBe(begun);
      if (begun === 0) expect(statements.length).toBe(1);
    }
  }, 30_000);

  test('that another client has leaked costs clean 503s within the deadline, and then it is over', async () => {
    const known = tokenOf(await requestToken(nodes[0], client));
    await leakTransaction(cluster.sqld);
    const writes = await atOnce(20, (index) => requestToken(nodeOf(index), client));
    expectTurnedAway(writes.filter(({ status }) => status !== 200));
    expect((await introspect(nodes[0], client, known)).json.active).toBe(true);
    for (const node of nodes) {
      await waitUntil(async () => (await requestToken(node, client)).status === 200, {
        what: 'writes work again',
        timeoutMs: 10_000,
      });
    }
    expect(await lostTokens(nodes[1], client, [known])).toEqual([]);
  }, 30_000);
});
