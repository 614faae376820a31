import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import {
  answerOf,
  authorizationUrl,
  browserAtConsent,
  CODE_VERIFIER,
  submitConsent,
} from '../harness/authorization.ts';
import { freePort } from '../harness/free-port.ts';
import { addPerson, alice } from '../harness/people.ts';
import { type AddedClient, addClient } from '../harness/registrations.ts';
import { type Cluster, type Node, startCluster } from './cluster.ts';
import { databaseRows } from './database-rows.ts';
import { ask, introspect, requestToken, revoke, tokenOf } from './traffic/ask.ts';

const CALLBACK = 'https://app.example/cb';

let cluster: Cluster;
let nodes: readonly [Node, Node];
let service: AddedClient;
let app: AddedClient;

const rows = (sql: string) => databaseRows(cluster.sqld, sql);

/** What the migration of a next version may do to a database that this one still serves: add, and nothing else. */
const expand = async (): Promise<void> => {
  const tables = (await rows("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'")).flat();
  expect(tables.length).toBeGreaterThan(20);
  for (const table of tables) {
    await rows(`alter table "${table}" add column next_note text`);
    await rows(`alter table "${table}" add column next_kind text not null default 'plain'`);
  }
  await rows('create table next_things (id text primary key, note text)');
  await rows('create index next_tokens on access_tokens (next_kind, issued_at)');
  await rows("insert into migrations (version, name, applied_at) select max(version) + 1, 'next', 0 from migrations");
};

beforeAll(async () => {
  cluster = await startCluster();
  const port = freePort();
  const env = { CARDEA_ISSUER: `http://127.0.0.1:${port}` };
  nodes = [await cluster.start({ port, env }), await cluster.start({ env })];
  const [{ server }] = nodes;
  service = await addClient(server, { name: 'service', scope: 'a' });
  app = await addClient(server, {
    name: 'app',
    grants: ['authorization_code', 'refresh_token'],
    scope: 'openid offline_access',
    redirectUris: [CALLBACK],
  });
  await addPerson(server, alice);
  await expand();
}, 60_000);

afterAll(() => cluster[Symbol.asyncDispose](), 30_000);

const token = async (node: Node, form: Readonly<Record<string, string>>) => {
  const credentials = Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64');
  const reply = await ask(node.endpoint('token'), {
    method: 'POST',
    body: new URLSearchParams({ ...form }).toString(),
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect([reply.status, reply.text]).toEqual([200, expect.any(String)]);
  return reply.json as { readonly access_token: string; readonly refresh_token: string };
};

describe('a server whose database a next version has expanded meanwhile (S155)', () => {
  test.each([
    [0, 1],
    [1, 0],
  ] as const)('what node %i issues, node %i knows and revokes, and the other way round', async (here, there) => {
    const [from, to] = [nodes[here], nodes[there]];
    const issued = tokenOf(await requestToken(from, service));
    expect((await introspect(to, service, issued)).json).toMatchObject({ active: true, client_id: service.clientId });
    expect((await revoke(to, service, issued)).status).toBe(200);
    expect((await introspect(from, service, issued)).json).toEqual({ active: false });
  });

  test.each([
    [0, 1],
    [1, 0],
  ] as const)('a code is redeemed at node %i and refreshed at node %i', async (first, second) => {
    const url = authorizationUrl(nodes[0].server, {
      client_id: app.clientId,
      redirect_uri: CALLBACK,
      scope: 'openid offline_access',
      prompt: 'consent',
    });
    const { browser, page } = await browserAtConsent(nodes[0].server, url);
    const { code = '' } = answerOf(await submitConsent(browser, page)).parameters;
    const redeemed = await token(nodes[first], {
      grant_type: 'authorization_code',
      code,
      redirect_uri: CALLBACK,
      code_verifier: CODE_VERIFIER,
    });
    const refreshed = await token(nodes[second], {
      grant_type: 'refresh_token',
      refresh_token: redeemed.refresh_token,
    });
    for (const node of nodes) {
      const userinfo = await ask(node.endpoint('userinfo'), {
        headers: { authorization: `Bearer ${refreshed.access_token}` },
      });
      expect(userinfo.status).toBe(200);
    }
  });

  test('what is written has the defaults of the next version', async () => {
    expect((await requestToken(nodes[1], service)).status).toBe(200);
    const written = 'select next_kind, next_note from access_tokens order by sequence desc limit 1';
    expect(await rows(written)).toEqual([['plain', null]]);
    for (const node of nodes) expect((await ask(`${node.origin}/readyz`)).status).toBe(200);
  });

  test('only what starts anew is refused, a server or a command: the next version is the one to start', async () => {
    await expect(cluster.start()).rejects.toThrow('newer');
    const { stderr } = await nodes[0].server.cli(['clients', 'rm', service.clientId, '--yes', '--json'], {
      exitCodes: [1],
    });
    expect(stderr).toContain('database.unusable');
    expect((await requestToken(nodes[0], service)).status).toBe(200);
  });
});
