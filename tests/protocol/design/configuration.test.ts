// The configuration as a file, between running servers (docs/guides/configuration-as-code.md).
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { join } from 'node:path';
import { temporaryFolder } from '@cardea/testkit';
import { runCommand } from '../../harness/command-line.ts';
import { post } from '../../harness/oauth.ts';
import { addClient, addResource } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const API = 'https://photos.example';
let source: RunningCardea;
let target: RunningCardea;
let folder: ReturnType<typeof temporaryFolder>;
let file: string;

beforeAll(async () => {
  folder = temporaryFolder();
  file = join(folder.path, 'cardea.json');
  const env = { CARDEA_DEMO: 'false', CARDEA_REGISTRATION: 'open' };
  [source, target] = await Promise.all([startCardea({ env }), startCardea({ env })]);
});
afterAll(async () => {
  await Promise.all([source.stop(), target.stop()]);
  folder[Symbol.dispose]();
});

test('what one server exports, another becomes, while both run: its client gets a token with the secret shown', async () => {
  await addResource(source, { uri: API, scope: 'photos:read' });
  const { clientId, clientSecret } = await addClient(source, {
    name: 'Nightly',
    scope: 'photos:read',
    words: ['--resource', API],
  });
  const exported = await source.cli(['export']);
  expect(exported.stdout).not.toContain(clientSecret);
  await Bun.write(file, exported.stdout);
  const planned = await target.cli(['plan', file], { exitCodes: [2] });
  expect(planned.stdout).toContain(`+ client ${clientId}`);
  const applied = await target.cli(['apply', file, '--yes', '--json']);
  const [made] = JSON.parse(applied.stdout).secrets;
  expect(made).toMatchObject({ section: 'clients', key: clientId });
  const basic = `Basic ${btoa(`${clientId}:${made.secret}`)}`;
  const token = await post(
    target.endpoint('token'),
    { grant_type: 'client_credentials', resource: API },
    { authorization: basic },
  );
  expect([token.status, token.json.scope]).toEqual([200, 'photos:read']);
  const old = { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` };
  expect((await post(target.endpoint('token'), { grant_type: 'client_credentials' }, old)).status).toBe(401);
  expect((await target.cli(['export'])).stdout).toBe(exported.stdout);
  expect((await target.cli(['plan', file, '--prune'])).exitCode).toBe(0);
});

test('clients that registered themselves are nobody’s configuration: not exported, and not removed', async () => {
  const registered = await fetch(target.endpoint('register'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: 'Stranger', redirect_uris: ['https://stranger.example/back'] }),
  });
  expect(registered.status).toBe(201);
  const { client_id } = (await registered.json()) as { readonly client_id: string };
  expect((await target.cli(['export'])).stdout).not.toContain(client_id);
  const none = JSON.stringify({ cardea: 1, clients: [], resources: [], scopes: [] });
  await target.cli(['apply', '-', '--prune', '--yes'], { stdin: none });
  const { stdout } = await target.cli(['clients', 'ls', '--json']);
  const left: readonly { readonly client_id: string }[] = JSON.parse(stdout);
  expect(left.map((client) => client.client_id)).toEqual([client_id]);
});

test('a server elsewhere is made like a file, as far as whoever does it may: what they may not is refused and told', async () => {
  const far = (token: string) => ({ CARDEA_TOKEN: token, CARDEA_DATA_DIR: join(folder.path, 'none') });
  const tokenFor = async (scope: string): Promise<string> => {
    const { stdout } = await source.cli(['auth', 'add', '--name', 'pipeline', '--scope', scope, '--json']);
    return JSON.parse(stdout).access_token;
  };
  const stdin = JSON.stringify({
    cardea: 1,
    clients: [
      { id: 'good', name: 'Good', grantTypes: ['client_credentials'] },
      { id: 'wide', name: 'Wide', grantTypes: ['client_credentials'], scopes: ['admin:*'] },
    ],
  });
  const words = ['apply', '-', '--yes', '--json', '--url', source.issuer];
  const reader = await runCommand(words, { env: far(await tokenFor('admin:clients:read')), stdin, exitCodes: [1] });
  // It sees what differs, and may do nothing of it
  expect(JSON.parse(reader.stdout)).toMatchObject({ done: [], left: 2, failed: { error: 'authority.scope' } });
  const writer = await runCommand(words, { env: far(await tokenFor('admin:*')), stdin, exitCodes: [1] });
  expect(JSON.parse(writer.stdout)).toMatchObject({
    done: [{ key: 'good', action: 'create' }],
    left: 1,
    secrets: [{ key: 'good' }],
    failed: { key: 'wide', error: 'authority.owners_only' },
  });
  const { stdout } = await source.cli(['clients', 'ls', '--json']);
  expect(stdout).toContain('"good"');
  expect(stdout).not.toContain('"wide"');
});

test('six that apply the same file at once make one of each thing, and all end well or are told to repeat it', async () => {
  const stdin = JSON.stringify({
    cardea: 1,
    scopes: [{ name: 'race', description: 'Run' }],
    clients: [{ id: 'runner', name: 'Runner', grantTypes: ['client_credentials'], scopes: ['race'] }],
  });
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => source.cli(['apply', '-', '--yes', '--json'], { stdin, exitCodes: [0, 1] })),
  );
  expect(answers.some(({ exitCode }) => exitCode === 0)).toBe(true);
  const secrets = answers.flatMap(({ stdout }) => JSON.parse(stdout).secrets);
  expect(secrets).toHaveLength(1);
  for (const { exitCode, stdout } of answers)
    if (exitCode === 1) expect(JSON.parse(stdout).failed.error).toMatch(/^(scope|client)\.exists$/);
  expect((await source.cli(['plan', '-'], { stdin })).exitCode).toBe(0);
});
