import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auditAfter, tracesIn } from '../../harness/beside.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { bearer, introspect, obtainToken, requestToken, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const API = 'https://api.example';
const OTHER = 'https://other.example';
const secrets = createSecretWatch();
let cardea: RunningCardea;
let server: AddedClient;

const clientFor = async (name: string): Promise<AddedClient> => {
  const client = await addClient(cardea, { name, scope: 'a b metrics', resources: [API, OTHER, cardea.issuer] });
  secrets.keep(client.clientSecret);
  return client;
};
const command = (...words: readonly string[]) => cardea.cli([...words, '--json']);
const actionsOf = async (change: () => Promise<unknown>): Promise<readonly string[]> => {
  const { audit } = tracesIn(cardea);
  await change();
  return auditAfter(cardea, audit).map(({ action }) => action);
};
const seenBy = async (client: AddedClient, token: string): Promise<unknown> =>
  (await introspect(cardea, client, token)).json.active;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '100000' } });
  server = await addClient(cardea, { name: 'RS', grants: ['none'] });
  await addResource(cardea, { uri: API, format: 'opaque', introspectors: [server.clientId] });
  await addResource(cardea, { uri: OTHER, format: 'jwt', introspectors: [server.clientId] });
  secrets.keep(server.clientSecret);
});

afterAll(() => secrets.stop(cardea));

describe('S072: what is switched off is off at once', () => {
  test('a client: no token, no introspection, its tokens dead for good; one audit entry each', async () => {
    const client = await clientFor('switched');
    const tokens = [
      secrets.keep(await obtainToken(cardea, client, { resource: API })),
      secrets.keep(await obtainToken(cardea, client, { resource: OTHER })),
      secrets.keep(await obtainToken(cardea, client, { resource: cardea.issuer })),
    ];
    for (const token of tokens.slice(0, 2)) expect(await seenBy(server, token)).toBe(true);
    expect(await actionsOf(() => command('clients', 'mod', client.clientId, '--disable'))).toEqual(['client.updated']);
    await expectRefusal(cardea, () => requestToken(cardea, client), { status: 401, error: 'invalid_client' });
    await expectRefusal(cardea, () => introspect(cardea, client, 'x'), { status: 401, error: 'invalid_client' });
    for (const token of tokens) expect(await seenBy(server, token)).toBe(false);
    const headers = bearer(tokens.at(-1) ?? '');
    expect((await send(`${cardea.issuer}/api/v1/metrics`, { headers })).status).toBe(401);

    await command('clients', 'mod', client.clientId, '--enable');
    expect((await requestToken(cardea, client)).status).toBe(200);
    for (const token of tokens.slice(0, 2)) expect(await seenBy(server, token)).toBe(false);
    expect((await send(`${cardea.issuer}/api/v1/metrics`, { headers })).status).toBe(401);
  });

  test('a client that is removed, and another that takes its id', async () => {
    const words = ['clients', 'add', '--name', 'x', '--id', 'reborn', '--scope', 'a', '--resource', API];
    const add = async (): Promise<AddedClient> => {
      const { client_secret } = (await command(...words)).json<{ client_secret: string }>();
      return { clientId: 'reborn', clientSecret: secrets.keep(client_secret) };
    };
    const first = await add();
    const token = secrets.keep(await obtainToken(cardea, first));
    expect(await actionsOf(() => command('clients', 'rm', 'reborn', '--yes'))).toEqual(['client.deleted']);
    expect(await seenBy(server, token)).toBe(false);
    await expectRefusal(cardea, () => requestToken(cardea, first), { status: 401, error: 'invalid_client' });
    const second = await add();
    expect([await seenBy(server, token), await seenBy(second, token)]).toEqual([false, false]);
    await expectRefusal(cardea, () => requestToken(cardea, first), { status: 401, error: 'invalid_client' });
    expect((await requestToken(cardea, second)).status).toBe(200);
  });

  test('a resource: invalid_target, like one that never was; its server sees its tokens no more', async () => {
    const client = await clientFor('of the resource');
    const token = secrets.keep(await obtainToken(cardea, client, { resource: API }));
    expect(await seenBy(server, token)).toBe(true);
    expect(await actionsOf(() => command('resources', 'mod', API, '--disable'))).toEqual(['resource.updated']);
    const ask = (resource: string) => requestToken(cardea, client, { resource });
    const off = await expectRefusal(cardea, () => ask(API), { status: 400, error: 'invalid_target' });
    const unknown = await ask('https://unknown.example');
    expect(off.json.error_description).toBe(unknown.json.error_description);
    expect(await seenBy(server, token)).toBe(false);
    expect((await ask(OTHER)).status).toBe(200);
    await command('resources', 'mod', API, '--enable');
    expect((await ask(API)).status).toBe(200);
  });

  test('a grant, a scope and a resource that are taken from a client', async () => {
    const client = await clientFor('narrowed');
    const ask = (parameters: Record<string, string>) => requestToken(cardea, client, parameters);
    expect((await ask({ scope: 'b' })).status).toBe(200);
    await command('clients', 'mod', client.clientId, '--remove-scope', 'b', '--remove-resource', OTHER);
    await expectRefusal(cardea, () => ask({ scope: 'b' }), { status: 400, error: 'invalid_scope' });
    await expectRefusal(cardea, () => ask({ resource: OTHER }), { status: 400, error: 'invalid_target' });
    await command('clients', 'mod', client.clientId, '--grant', 'none');
    await expectRefusal(cardea, () => ask({}), { status: 400, error: 'unauthorized_client' });
  });
});

describe('S069: copies in memory follow each change', () => {
  test('an introspector that is taken from a resource sees nothing at once, and again when it is back', async () => {
    const client = await clientFor('seen');
    const token = secrets.keep(await obtainToken(cardea, client, { resource: OTHER }));
    for (let i = 0; i < 3; i++) expect(await seenBy(server, token)).toBe(true);
    const other = await addClient(cardea, { name: 'another RS', grants: ['none'] });
    await command('resources', 'mod', OTHER, '--introspector', other.clientId);
    expect([await seenBy(server, token), await seenBy(other, token)]).toEqual([false, true]);
    await command('resources', 'mod', OTHER, '--introspector', server.clientId);
    expect([await seenBy(server, token), await seenBy(other, token)]).toEqual([true, false]);
  });

  test('an answer belongs to its token and its caller, not to what tokens have in common', async () => {
    const client = await clientFor('prefix');
    const token = secrets.keep(await obtainToken(cardea, client, { resource: API }));
    expect(await seenBy(server, token)).toBe(true);
    // The selector is the same, the verifier is not.
    for (const other of [token.slice(0, 30) + 'A'.repeat(token.length - 30), token.slice(0, -6), `${token}${token}`])
      expect(await seenBy(server, other)).toBe(false);
    expect(await seenBy(server, token)).toBe(true);
  });

  test('a method and a secret that are changed count at once', async () => {
    const client = await clientFor('changing');
    expect((await requestToken(cardea, client)).status).toBe(200);
    await command('clients', 'reset', client.clientId, '--secret', '--yes');
    await expectRefusal(cardea, () => requestToken(cardea, client), { status: 401, error: 'invalid_client' });
  });
});

test('INV5: a change that is refused, or changes nothing, leaves no audit entry', async () => {
  const client = await clientFor('unchanged');
  const refused = (...words: readonly string[]) => cardea.cli([...words, '--json'], { exitCodes: [0, 1, 2] });
  expect(
    await actionsOf(async () => {
      await refused('clients', 'mod', client.clientId, '--enable');
      await refused('clients', 'mod', client.clientId, '--scope', 'openid');
      await refused('clients', 'mod', 'nobody', '--disable');
      await refused('clients', 'reset', 'nobody', '--secret', '--yes');
      await refused('clients', 'reset', client.clientId, '--drop-old');
      await refused('resources', 'mod', 'https://nowhere.example', '--disable');
      await refused('resources', 'add', 'not a uri');
    }),
  ).toEqual([]);
});
