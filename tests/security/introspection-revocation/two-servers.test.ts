import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import { startSqld } from '@cardea/testkit';
import { decodeProtectedHeader } from 'jose';
import { introspect, obtainToken, requestToken, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';

setDefaultTimeout(120_000);
const API = 'https://api.example';
/** Design D4: copies of configuration are at most 5 s old; keys are read again as often. With the time of a busy machine. */
const BOUND_MS = 20_000;
const cleanup: (() => unknown)[] = [];
let servers: readonly RunningCardea[];
let near: RunningCardea;
let client: AddedClient;
let rs: AddedClient;

/** The same process, whatever the issuer is called. */
const at = (server: RunningCardea): RunningCardea => ({
  ...server,
  issuer: `http://127.0.0.1:${server.port}`,
  endpoint: (name) => `http://127.0.0.1:${server.port}/api/v1/oauth/${name}`,
});
const everywhere = <T>(ask: (server: RunningCardea) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(servers.map(ask));
const tokenStatuses = (parameters: Record<string, string> = {}): Promise<readonly string[]> =>
  everywhere(async (server) => {
    const { status, json } = await requestToken(server, client, parameters);
    return `${status} ${json.error ?? ''}`.trim();
  });
const activeFor = (asker: AddedClient, token: string): Promise<readonly unknown[]> =>
  everywhere(async (server) => (await introspect(server, asker, token)).json.active);
const settles = <T>(what: string, ask: () => Promise<readonly T[]>, expected: T) =>
  waitUntil(async () => (await ask()).every((answer) => answer === expected), { what, timeoutMs: BOUND_MS });
const command = (...words: readonly string[]) => near.cli([...words, '--json']);

beforeAll(async () => {
  const sqld = await startSqld();
  cleanup.push(() => sqld.stop());
  const env = {
    CARDEA_DEMO: 'false',
    CARDEA_CREDENTIAL_BURST: '100000',
    CARDEA_SECRET: randomBytes(32).toString('base64'),
  };
  near = await startCardea({ database: sqld.url, env });
  cleanup.push(() => near.stop());
  const far = await startCardea({ database: sqld.url, env: { ...env, CARDEA_ISSUER: near.issuer } });
  cleanup.push(() => far.stop());
  servers = [at(near), at(far)];
  rs = await addClient(near, { name: 'RS', grants: ['none'] });
  await addResource(near, { uri: API, format: 'jwt', introspectors: [rs.clientId] });
  client = await addClient(near, { name: 'client', scope: 'a b', resources: [API] });
  await settles('both know the client', () => tokenStatuses(), '200');
});

afterAll(async () => {
  for (const stop of cleanup.toReversed()) await stop();
});

test('S055: a signing key that is withdrawn counts nowhere within the bound, and is published nowhere', async () => {
  const tokens = await everywhere((server) => obtainToken(server, client));
  const kids = new Set(tokens.map((token) => decodeProtectedHeader(token).kid));
  expect(kids.size).toBe(1);
  const [kid = ''] = kids;
  for (const token of tokens) expect(await activeFor(rs, token)).toEqual([true, true]);
  await command('keys', 'retire', kid, '--yes');
  for (const token of tokens) await settles('its tokens are refused', () => activeFor(rs, token), false);
  const published = () =>
    everywhere(async (server) => (await send(`${server.issuer}/.well-known/jwks.json`)).text.includes(kid));
  await settles('it is published no longer', published, false);
  const fresh = await everywhere((server) => obtainToken(server, client));
  for (const token of fresh) {
    expect(decodeProtectedHeader(token).kid).not.toBe(kid);
    await settles('the new key is known to both', () => activeFor(rs, token), true);
  }
});

test('S069: what a client may ask for, and who may look, follows a change within the bound', async () => {
  const [token = ''] = await everywhere((server) => obtainToken(server, client));
  expect(await activeFor(rs, token)).toEqual([true, true]);
  await command('resources', 'mod', API, '--introspector', client.clientId);
  await settles('the introspector sees nothing', () => activeFor(rs, token), false);
  await command('resources', 'mod', API, '--introspector', rs.clientId);
  await settles('and everything again', () => activeFor(rs, token), true);

  await command('clients', 'mod', client.clientId, '--remove-scope', 'b');
  // The guard of the write sees the change at once, whatever the copies say.
  expect(await tokenStatuses({ scope: 'b' })).toEqual(['400 invalid_scope', '400 invalid_scope']);
});

test('S072: a client that is switched off gets nothing at once, everywhere, and its tokens are dead at once', async () => {
  const tokens = await everywhere((server) => obtainToken(server, client));
  for (const token of tokens) expect(await activeFor(rs, token)).toEqual([true, true]);
  await command('clients', 'mod', client.clientId, '--disable');
  expect(await tokenStatuses()).toEqual(['401 invalid_client', '401 invalid_client']);
  for (const token of tokens) expect(await activeFor(rs, token)).toEqual([false, false]);
  await command('clients', 'mod', client.clientId, '--enable');
  await settles('it is back', () => tokenStatuses(), '200');
  for (const token of tokens) expect(await activeFor(rs, token)).toEqual([false, false]);
});

test('S072: a secret that is replaced is refused at once, everywhere', async () => {
  expect(await tokenStatuses()).toEqual(['200', '200']);
  const reset = await command('clients', 'reset', client.clientId, '--secret', '--yes');
  expect(await tokenStatuses()).toEqual(['401 invalid_client', '401 invalid_client']);
  client = { ...client, clientSecret: reset.json<{ client_secret: string }>().client_secret };
  await settles('the new one is known to both', () => tokenStatuses(), '200');
});

test('S072: a resource that is switched off is no target within the bound', async () => {
  await command('resources', 'mod', API, '--disable');
  await settles('it is refused', () => tokenStatuses({ resource: API }), '400 invalid_target');
  await command('resources', 'mod', API, '--enable');
  await settles('it is granted again', () => tokenStatuses({ resource: API }), '200');
});
