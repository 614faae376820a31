import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { SignJWT } from 'jose';
import { type Cluster, type Node, startCluster } from '../../faults/cluster.ts';
import { databaseRows } from '../../faults/database-rows.ts';
import { ask, introspect, requestToken, revoke, tokenOf } from '../../faults/traffic/ask.ts';
import { createMovedClock, type MovedClock } from '../../harness/moved-clock.ts';
import { post, type Reply } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { waitUntil } from '../../harness/wait-until.ts';

const ISSUER = 'http://127.0.0.1:2273';
const ROUNDS = 100;

let cluster: Cluster;
let clocks: readonly [MovedClock, MovedClock];
let a: Node;
let b: Node;
let client: AddedClient;

beforeAll(async () => {
  cluster = await startCluster();
  clocks = [await createMovedClock(), await createMovedClock()];
  // At the same instant, on a database that has nothing in it
  [a, b] = await Promise.all([cluster.start({ env: clocks[0].env }), cluster.start({ env: clocks[1].env })]);
  client = await addClient(a.server, { name: 'client', scope: 'a' });
}, 60_000);

afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
  for (const clock of clocks) await clock[Symbol.asyncDispose]();
});

const kidsOf = async ({ origin }: Node): Promise<readonly string[]> =>
  ((await ask(`${origin}/.well-known/jwks.json`)).json.keys as readonly { kid: string }[]).map(({ kid }) => kid);

const count = async (sql: string): Promise<number> => Number((await databaseRows(cluster.sqld, sql))[0]?.[0]);

const isActive = async (node: Node, token: string): Promise<unknown> =>
  (await introspect(node, client, token)).json.active;

describe('two nodes that start at once on an empty database (S141)', () => {
  test('have migrated it once, and share one signing key; told at once to rotate it, they never make one without the other', async () => {
    expect(await count('select count(*) from migrations')).toBe(await count('select max(version) from migrations'));
    expect(await count("select count(*) from signing_keys where algorithm = 'ES256'")).toBe(1);
    expect(await count("select count(*) from audit where action = 'signing_key.created'")).toBe(1);
    expect(await count("select count(*) from clients where id = 'demo'")).toBe(1);
    expect(await kidsOf(a)).toEqual(await kidsOf(b));

    const rotate = () => a.server.cli(['keys', 'rotate', '--json']);
    await Promise.all([rotate(), rotate()]);
    const entries = await count("select count(*) from audit where action = 'signing_key.created'");
    expect(await count("select count(*) from signing_keys where algorithm = 'ES256'")).toBe(entries);
    // One where both met, two where one came after the other: never a key without its audit entry, or two of one turn
    expect([2, 3]).toContain(entries);
    await waitUntil(async () => (await kidsOf(a)).length === entries && (await kidsOf(b)).length === entries, {
      what: 'both publish the next key',
      timeoutMs: 15_000,
    });
    expect((await kidsOf(a)).toSorted()).toEqual((await kidsOf(b)).toSorted());
  }, 30_000);
});

describe('what happens on one node counts on the other at once (S135)', () => {
  test(`a token that is issued on one is known to the other, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [here, there] = round % 2 === 0 ? [a, b] : [b, a];
      expect(await isActive(there, tokenOf(await requestToken(here, client)))).toBe(true);
    }
  }, 30_000);

  test('a client that is removed is not its successor with the same id, on the node that still has a copy (D5)', async () => {
    const options = { name: 'reborn', words: ['--id', 'reborn'] };
    const first = await addClient(a.server, { ...options, scope: 'old' });
    expect((await requestToken(b, first)).status).toBe(200);
    await a.server.cli(['clients', 'rm', 'reborn', '--yes']);
    await addClient(a.server, { ...options, scope: 'new' });
    expect((await requestToken(b, first)).status).toBe(401);
  }, 30_000);

  test(`a token that is revoked on one is inactive on the other, ${ROUNDS} times (D4)`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [here, there] = round % 2 === 0 ? [a, b] : [b, a];
      const token = tokenOf(await requestToken(here, client));
      expect(await isActive(here, token)).toBe(true);
      expect((await revoke(there, client, token)).status).toBe(200);
      expect(await isActive(here, token)).toBe(false);
      expect(await isActive(there, token)).toBe(false);
    }
  }, 30_000);

  test('a client that is disabled gets no token anywhere, although the other node still has its copy; enabled again, it does', async () => {
    const other = await addClient(a.server, { name: 'other', scope: 'a' });
    const tokens = [tokenOf(await requestToken(a, other)), tokenOf(await requestToken(b, other))];
    await a.server.cli(['clients', 'mod', other.clientId, '--disable', '--json']);
    for (const node of [b, a]) {
      const refused = await requestToken(node, other);
      expect([refused.status, refused.json.error]).toEqual([401, 'invalid_client']);
      for (const token of tokens) expect(await isActive(node, token)).toBe(false);
    }
    await a.server.cli(['clients', 'mod', other.clientId, '--enable', '--json']);
    for (const node of [b, a]) {
      await waitUntil(async () => (await requestToken(node, other)).status === 200, {
        what: 'the copy is 5 seconds old',
        timeoutMs: 8_000,
      });
    }
  }, 30_000);

  test('a secret that was replaced gets no token from the node that still has its copy, and the new one does', async () => {
    const other = await addClient(a.server, { name: 'leaked', scope: 'a' });
    expect((await requestToken(b, other)).status).toBe(200);
    const reset = await a.server.cli(['clients', 'reset', other.clientId, '--secret', '--yes', '--json']);
    const { client_secret: clientSecret } = reset.json<{ client_secret: string }>();
    expect((await requestToken(b, other)).status).toBe(401);
    expect((await requestToken(b, { ...other, clientSecret })).status).toBe(200);
  }, 30_000);
});

describe('nodes whose clocks are three minutes apart (S139)', () => {
  const audiences = { issuer: ISSUER };
  let signer: AddedClient;

  beforeAll(async () => {
    signer = await addClient(a.server, { name: 'signer', authMethod: 'client_secret_jwt' });
    await clocks[0].advance(90);
    await clocks[1].advance(-90);
  }, 30_000);

  /** An assertion whose signer's clock is ahead of the node's by `skew` seconds, and that lives one second. */
  const presentWith = async (
    node: Node,
    clock: MovedClock,
    times: { iat?: number; nbf?: number; exp: number },
  ): Promise<Reply> => {
    const now = clock.nowSeconds();
    const jwt = new SignJWT({ jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(signer.clientId)
      .setSubject(signer.clientId)
      .setAudience(audiences.issuer)
      .setExpirationTime(now + times.exp);
    if (times.iat !== undefined) jwt.setIssuedAt(now + times.iat);
    if (times.nbf !== undefined) jwt.setNotBefore(now + times.nbf);
    return post(node.endpoint('token'), {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await jwt.sign(new TextEncoder().encode(signer.clientSecret)),
    });
  };

  test('take tokens of each other, and revoke them for each other', async () => {
    for (const [here, there] of [
      [a, b],
      [b, a],
    ] as const) {
      const token = tokenOf(await requestToken(here, client));
      expect(await isActive(there, token)).toBe(true);
      expect((await revoke(there, client, token)).status).toBe(200);
      expect(await isActive(here, token)).toBe(false);
    }
  });

  test('take assertions from clocks that are 30 seconds off, and none from those that are 5 minutes off', async () => {
    for (const [node, clock] of [
      [a, clocks[0]],
      [b, clocks[1]],
    ] as const) {
      expect((await presentWith(node, clock, { exp: -30 })).status).toBe(200);
      expect((await presentWith(node, clock, { iat: 30, nbf: 30, exp: 90 })).status).toBe(200);
      for (const times of [{ exp: -300 }, { iat: 300, exp: 360 }, { nbf: 300, exp: 360 }]) {
        const refused = await presentWith(node, clock, times);
        expect([refused.status, refused.json.error, refused.json.access_token]).toEqual([
          401,
          'invalid_client',
          undefined,
        ]);
      }
    }
  });

  test('an assertion that was used at the one is used at the other, however their clocks differ', async () => {
    const now = Math.floor(Date.now() / 1000);
    const jwt = await new SignJWT({ jti: 'both' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(signer.clientId)
      .setSubject(signer.clientId)
      .setAudience(ISSUER)
      .setExpirationTime(now + 120)
      .sign(new TextEncoder().encode(signer.clientSecret));
    const present = (node: Node) =>
      post(node.endpoint('token'), {
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: jwt,
      });
    expect((await present(a)).status).toBe(200);
    expect((await present(b)).status).toBe(401);
  });
});
