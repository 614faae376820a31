import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auditAfter, tracesIn } from '../../harness/beside.ts';
import { bearer, introspect, obtainToken, requestToken, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

// Rows of the list of what Cardea began with that no specification has a folder for.
setDefaultTimeout(60_000);
const secrets = createSecretWatch();
let cardea: RunningCardea;
let client: AddedClient;

const metrics = async (token: string): Promise<number> =>
  (await send(`${cardea.issuer}/api/v1/metrics`, { headers: bearer(token) })).status;
const command = async <T>(...words: readonly string[]): Promise<T> =>
  (await cardea.cli([...words, '--json'])).json<T>();
/** The actions and targets that a command leaves in the audit log, and who did them. */
const auditOf = async (change: () => Promise<unknown>) => {
  const { audit } = tracesIn(cardea);
  await change();
  return auditAfter(cardea, audit).map(({ action, actor }) => `${actor.kind} ${action}`);
};

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  client = await addClient(cardea, { name: 'client', scope: 'metrics other *' });
  secrets.keep(client.clientSecret);
});

afterAll(() => secrets.stop(cardea));

test('a token is a prefixed handle with 256 bits of which only a hash is stored (parity: access token)', async () => {
  const token = secrets.keep(await obtainToken(cardea, client));
  expect(token).toMatch(/^cda_at_[\w-]{71}$/);
  expect(client.clientSecret).toMatch(/^cda_cs_[\w-]{71}$/);
  // That the verifier is not in the files of the database is looked for when the server is stopped.
  const tokens = await Promise.all(Array.from({ length: 50 }, () => obtainToken(cardea, client)));
  expect(new Set(tokens.map((text) => secrets.keep(text).slice(30))).size).toBe(50);
});

test('the scope itself or * opens an API, another one or none denies (parity: scopes)', async () => {
  const withScope = async (scope: string) => metrics(secrets.keep(await obtainToken(cardea, client, { scope })));
  expect([await withScope('metrics'), await withScope('*'), await withScope('metrics other')]).toEqual([200, 200, 200]);
  expect(await withScope('other')).toBe(403);
  const none = await addClient(cardea, { name: 'no scope' });
  secrets.keep(none.clientSecret);
  expect(await metrics(secrets.keep(await obtainToken(cardea, none)))).toBe(403);
});

describe('cardea auth add|ls|show|rm|reset (parity: cardea auth)', () => {
  interface Shown {
    readonly id: string;
    readonly name: string;
    readonly state: string;
    readonly access_token?: string;
  }

  test('makes a token that is shown once, lists it, shows it, ends it', async () => {
    let made: Shown | undefined;
    expect(
      await auditOf(async () => {
        made = await command<Shown>('auth', 'add', '--name', 'scraper', '--scope', 'metrics', '--expires', '1h');
      }),
    ).toEqual(['operator access_token.issued']);
    const { id = '', access_token = '' } = made ?? {};
    secrets.keep(access_token);
    expect(await metrics(access_token)).toBe(200);

    const listed = (await command<readonly Shown[]>('auth', 'ls')).find((token) => token.id === id);
    expect(listed).toMatchObject({ name: 'scraper', state: 'live' });
    const shown = await cardea.cli(['auth', 'show', id, '--json']);
    expect(shown.json<Shown>()).toMatchObject({ id, state: 'live' });
    expect(shown.stdout).not.toContain(access_token.slice(30));

    expect(await auditOf(() => cardea.cli(['auth', 'rm', id]))).toEqual(['operator access_token.revoked']);
    expect(await metrics(access_token)).toBe(401);
  });

  test('reset ends all tokens at once, of clients and operators', async () => {
    const own = await command<Shown>('auth', 'add', '--name', 'mine', '--scope', 'metrics');
    const ofClient = await obtainToken(cardea, client, { scope: 'metrics' });
    const tokens = [secrets.keep(own.access_token ?? ''), secrets.keep(ofClient)];
    expect(await Promise.all(tokens.map(metrics))).toEqual([200, 200]);
    expect(await auditOf(() => cardea.cli(['auth', 'reset', '--yes']))).toEqual(['operator access_tokens.revoked']);
    expect(await Promise.all(tokens.map(metrics))).toEqual([401, 401]);
    expect(await metrics(secrets.keep(await obtainToken(cardea, client, { scope: 'metrics' })))).toBe(200);
  });
});

describe('cardea clients add|ls|show|mod|rm|reset (parity: cardea clients)', () => {
  test('each works beside the running server, at once, and leaves one audit entry', async () => {
    let added: AddedClient | undefined;
    const add = async () => {
      added = await addClient(cardea, { name: 'managed', scope: 'a' });
    };
    expect(await auditOf(add)).toEqual(['operator client.created']);
    const { clientId = '', clientSecret = '' } = added ?? {};
    secrets.keep(clientSecret);
    const managed = { clientId, clientSecret };
    expect((await requestToken(cardea, managed)).json.scope).toBe('a');

    const listed = await command<readonly { client_id: string }[]>('clients', 'ls');
    expect(listed.map(({ client_id }) => client_id)).toContain(clientId);
    const { stdout } = await cardea.cli(['clients', 'show', clientId]);
    expect(stdout).toContain('managed');
    expect(stdout).not.toContain(clientSecret.slice(30));

    const mod = () => command('clients', 'mod', clientId, '--add-scope', 'b');
    expect(await auditOf(mod)).toEqual(['operator client.updated']);
    expect((await requestToken(cardea, managed)).json.scope).toBe('a b');

    let fresh = '';
    const reset = async () => {
      fresh = (await command<{ client_secret: string }>('clients', 'reset', clientId, '--secret', '--yes'))
        .client_secret;
    };
    expect(await auditOf(reset)).toEqual(['operator client.secret_added']);
    expect((await requestToken(cardea, managed)).status).toBe(401);
    expect((await requestToken(cardea, { clientId, clientSecret: secrets.keep(fresh) })).status).toBe(200);

    const rm = () => cardea.cli(['clients', 'rm', clientId, '--yes']);
    expect(await auditOf(rm)).toEqual(['operator client.deleted']);
    expect((await requestToken(cardea, { clientId, clientSecret: fresh })).status).toBe(401);
  });
});

test('an issued token names its client, address, request, grant and scope, and no secret (parity: audit)', async () => {
  const { audit } = tracesIn(cardea);
  const token = secrets.keep(await obtainToken(cardea, client, { scope: 'other' }));
  const { jti } = (await introspect(cardea, client, token)).json;
  const [entry, ...more] = auditAfter(cardea, audit);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    action: 'access_token.issued',
    target: String(jti),
    actor: { kind: 'client', id: client.clientId, address: '127.0.0.1', requestId: expect.any(String) },
    detail: { grant: 'client_credentials', scope: 'other', audience: [cardea.issuer] },
  });
});
