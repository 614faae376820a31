import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import { startSqld } from '@cardea/testkit';
import { assertionForm, type ClientKey, createClientKey, signAssertion } from '../../harness/assertions.ts';
import { atOnce } from '../../harness/at-once.ts';
import { auditAfter, countAssertions, tracesIn } from '../../harness/beside.ts';
import { type DelayedDatabase, startDelayedDatabase } from '../../harness/delayed-database.ts';
import { bearer, introspect, obtainToken, post, type Reply, revoke, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(120_000);
const PARALLEL = 20;
const ROUNDS = 100;
const env = { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '100000' };

interface Party {
  readonly servers: readonly RunningCardea[];
  readonly key: AddedClient;
  readonly pair: ClientKey;
  readonly web: AddedClient;
}

const partyOf = async (servers: readonly [RunningCardea, ...RunningCardea[]]): Promise<Party> => {
  const [first] = servers;
  const pair = await createClientKey('ES256', 'key');
  const key = await addClient(first, {
    name: 'KEY',
    scope: 'a',
    authMethod: 'private_key_jwt',
    keys: [pair.publicJwk],
  });
  return { servers, pair, key, web: await addClient(first, { name: 'WEB', scope: 'a metrics' }) };
};

const serverFor = ({ servers }: Party, index: number): RunningCardea => {
  const server = servers[index % servers.length];
  if (!server) throw new Error('no server');
  return server;
};

/** One assertion from one barrier to all servers; the answers. */
const replay = async (party: Party): Promise<readonly Reply[]> => {
  const target = { clientId: party.key.clientId, audience: serverFor(party, 0).issuer };
  const form = assertionForm(await signAssertion(party.pair, target));
  return atOnce(PARALLEL, (index) => post(`${origin(party, index)}/api/v1/oauth/token`, form));
};
const origin = (party: Party, index: number): string => `http://127.0.0.1:${serverFor(party, index).port}`;
const statusesOf = (replies: readonly Reply[]): readonly number[] => replies.map(({ status }) => status).toSorted();

/** Several revocations of one token and of itself from one barrier. */
const revokeAtOnce = async (party: Party, token: string): Promise<readonly Reply[]> =>
  atOnce(PARALLEL, (index) => {
    const url = `${origin(party, index)}/api/v1/oauth/revoke`;
    return index % 4 === 3
      ? post(url, '', bearer(token))
      : post(url, { token, client_id: party.web.clientId, client_secret: party.web.clientSecret });
  });

describe('one embedded database', () => {
  const secrets = createSecretWatch();
  let party: Party;
  let cardea: RunningCardea;

  beforeAll(async () => {
    cardea = await startCardea({ env });
    party = await partyOf([cardea]);
    await cardea.cli(['clients', 'mod', party.web.clientId, '--auth-method', 'client_secret_post', '--json']);
  });
  afterAll(() => secrets.stop(cardea));

  test('S038: the same client_assertion twice, then 20 at once: one 200, the rest invalid_client, 100 rounds', async () => {
    const before = tracesIn(cardea);
    const assertions = countAssertions(cardea);
    for (let round = 0; round < ROUNDS; round++) {
      const replies = await replay(party);
      expect(statusesOf(replies)).toEqual([200, ...Array<number>(PARALLEL - 1).fill(401)]);
      expect(new Set(replies.filter(({ status }) => status === 401).map(({ json }) => json.error))).toEqual(
        new Set(['invalid_client']),
      );
    }
    const after = tracesIn(cardea);
    expect(after.tokens - before.tokens).toBe(ROUNDS);
    expect(countAssertions(cardea) - assertions).toBe(ROUNDS);
    expect(auditAfter(cardea, before.audit).length).toBe(ROUNDS);
  });

  test('revocation: 20 at once are all 200, the token is dead and there is one audit entry (INV3, INV5)', async () => {
    const web = { ...party.web };
    for (let round = 0; round < ROUNDS; round++) {
      const form = { grant_type: 'client_credentials', client_id: web.clientId, client_secret: web.clientSecret };
      const { json } = await post(cardea.endpoint('token'), form);
      const token = secrets.keep(String(json.access_token));
      const { audit } = tracesIn(cardea);
      expect(statusesOf(await revokeAtOnce(party, token))).toEqual(Array<number>(PARALLEL).fill(200));
      expect(auditAfter(cardea, audit)).toMatchObject([{ action: 'access_token.revoked' }]);
      expect((await send(`${cardea.issuer}/api/v1/metrics`, { headers: bearer(token) })).status).toBe(401);
    }
  });

  test('disable and issue: once the client is switched off, no token that was given lives (INV3)', async () => {
    const client = await addClient(cardea, { name: 'switched', scope: 'metrics' });
    const tokens: string[] = [];
    let off = false;
    const asking = atOnce(4, async () => {
      while (!off) {
        const { status, json } = await post(cardea.endpoint('token'), 'grant_type=client_credentials', {
          authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}`,
        });
        if (status === 200) tokens.push(String(json.access_token));
        else expect(status).toBe(401);
      }
    });
    await cardea.cli(['clients', 'mod', client.clientId, '--disable', '--json']);
    off = true;
    await asking;
    expect(tokens.length).toBeGreaterThan(0);
    const dead = async () => {
      for (const token of [...tokens.slice(0, 20), ...tokens.slice(-100)])
        expect((await send(`${cardea.issuer}/api/v1/metrics`, { headers: bearer(token) })).status).toBe(401);
    };
    await dead();
    // Nor does any come back to life with its client.
    await cardea.cli(['clients', 'mod', client.clientId, '--enable', '--json']);
    await dead();
  });
});

describe('two servers on one libSQL server', () => {
  const cleanup: (() => unknown)[] = [];
  let party: Party;
  let delayed: DelayedDatabase;
  let rows: (sql: string) => Promise<number>;

  beforeAll(async () => {
    const sqld = await startSqld();
    cleanup.push(() => sqld.stop());
    delayed = startDelayedDatabase(sqld.url);
    cleanup.push(() => delayed.stop());
    const shared = { ...env, CARDEA_SECRET: randomBytes(32).toString('base64') };
    const near = await startCardea({ database: sqld.url, env: shared });
    cleanup.push(() => near.stop());
    const far = await startCardea({ database: delayed.url, env: { ...shared, CARDEA_ISSUER: near.issuer } });
    cleanup.push(() => far.stop());
    party = await partyOf([near, far]);
    rows = async (sql) => {
      const requests = [{ type: 'execute', stmt: { sql } }, { type: 'close' }];
      const { text } = await send(`${sqld.url}/v2/pipeline`, { method: 'POST', body: JSON.stringify({ requests }) });
      const { results } = JSON.parse(text);
      return Number(results[0].response.result.rows[0][0].value);
    };
  });
  afterAll(async () => {
    for (const stop of cleanup.toReversed()) await stop();
  });

  const keyTokens = () => rows(`select count(*) from access_tokens where client_id = '${party.key.clientId}'`);

  test('S038: 20 at once over both: one 200, the rest 401, 100 rounds', async () => {
    const before = await keyTokens();
    for (let round = 0; round < ROUNDS; round++)
      expect(statusesOf(await replay(party))).toEqual([200, ...Array<number>(PARALLEL - 1).fill(401)]);
    expect((await keyTokens()) - before).toBe(ROUNDS);
    expect(await rows('select count(*) from assertions')).toBeGreaterThanOrEqual(ROUNDS);
  });

  test.each([
    [50, 10],
    [500, 3],
  ])('S038: the same where one of them is %p ms from its database, %p rounds', async (delayMs, rounds) => {
    delayed.delayMs = delayMs;
    try {
      for (let round = 0; round < rounds; round++) {
        const before = await keyTokens();
        const statuses = statusesOf(await replay(party));
        // A server that cannot be sure in time says 503 (D7); nobody ever gets a second token.
        expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
        expect(statuses.filter((status) => ![200, 401, 503].includes(status))).toEqual([]);
        expect((await keyTokens()) - before).toBeLessThanOrEqual(1);
        if (!statuses.includes(503)) expect(statuses[0]).toBe(200);
      }
    } finally {
      delayed.delayMs = 0;
    }
  });

  test('revocation: acknowledged by one, it is known to the other at once, 100 rounds (INV3, D4)', async () => {
    const [near, far] = [serverFor(party, 0), serverFor(party, 1)];
    const at = (server: RunningCardea): RunningCardea => ({
      ...server,
      endpoint: (name) => `http://127.0.0.1:${server.port}/api/v1/oauth/${name}`,
    });
    for (let round = 0; round < ROUNDS; round++) {
      const [here, there] = round % 2 === 0 ? [at(near), at(far)] : [at(far), at(near)];
      const token = await obtainToken(here, party.web);
      expect((await introspect(there, party.web, token)).json.active).toBe(true);
      expect((await revoke(there, party.web, token)).status).toBe(200);
      expect((await introspect(here, party.web, token)).json).toEqual({ active: false });
    }
    expect(await rows("select count(*) from audit where action = 'access_token.revoked'")).toBe(ROUNDS);
  });
});
