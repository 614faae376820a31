import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { tracesIn } from '../../harness/beside.ts';
import { as, bearer, obtainToken, postJson, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
let cardea: RunningCardea;
let client: AddedClient;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_REGISTRATION: 'off' } });
  client = await addClient(cardea, { name: 'mighty', scope: 'admin admin:clients metrics register clients:write' });
  secrets.keep(client.clientSecret);
});

afterAll(() => secrets.stop(cardea));

test('S078: nobody registers a client over the network: no path takes one, with any credential', async () => {
  const token = secrets.keep(await obtainToken(cardea, client));
  const metadata = { client_name: 'x', redirect_uris: ['https://evil.example/cb'], name: 'x', scopes: ['a'] };
  const before = tracesIn(cardea);
  for (const path of [
    '/api/v1/oauth/register',
    '/api/v1/oauth/register/x',
    '/api/v1/clients',
    '/trpc/clients.add',
    '/clients.add',
    '/mcp',
  ])
    for (const headers of [{}, bearer(token), as(client), { 'x-auth-token': token }, bearer('cda_rg_x')])
      expect((await postJson(cardea.issuer + path, metadata, headers)).status).toBe(404);
  // A page, for browsers that sign in
  expect((await postJson(`${cardea.issuer}/admin`, metadata, bearer(token))).status).toBe(405);
  for (const headers of [{}, as(client), bearer('cda_rg_x')])
    expect((await postJson(`${cardea.issuer}/admin/trpc/clients.add`, metadata, headers)).status).toBe(401);
  for (const headers of [bearer(token), { 'x-auth-token': token }]) {
    const { status, json } = await postJson(`${cardea.issuer}/admin/trpc/clients.add`, metadata, headers);
    expect([status, json]).toMatchObject([403, { error: { data: { problem: { code: 'authority.scope' } } } }]);
  }
  expect(tracesIn(cardea)).toEqual(before);
  const { json } = await send(`${cardea.issuer}/.well-known/oauth-authorization-server`);
  expect(json).not.toHaveProperty('registration_endpoint');
});

test('S078: the management listens on a socket of its owner alone', async () => {
  const entries = await readdir(cardea.dataDir, { withFileTypes: true });
  const sockets = await Promise.all(
    entries.filter((entry) => entry.isSocket()).map(({ name }) => stat(join(cardea.dataDir, name))),
  );
  expect(sockets.length).toBe(1);
  for (const socket of sockets) expect(socket.mode & 0o777).toBe(0o600);
});

test('S078: the secrets of the data folder are readable by their owner alone', async () => {
  for (const name of ['master.key', 'cardea.db'])
    expect({ name, mode: (await stat(join(cardea.dataDir, name))).mode & 0o077 }).toEqual({ name, mode: 0 });
});
