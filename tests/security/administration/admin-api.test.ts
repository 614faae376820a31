import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { answerOf, authorizationUrl, CODE_VERIFIER, submitConsent, submitLogin } from '../../harness/authorization.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { as, bearer, obtainToken, post, postJson, send } from '../../harness/oauth.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const CALLBACK = 'https://dashboard.example/cb';
let cardea: RunningCardea;
let reader: AddedClient;
let writer: AddedClient;

const at = (procedure: string): string => `${cardea.issuer}/admin/trpc/${procedure}`;
const problem = (json: unknown) =>
  (json as { error?: { data?: { problem?: { code: string } } } }).error?.data?.problem?.code;
const clientCount = async (): Promise<number> =>
  JSON.parse((await cardea.cli(['clients', 'ls', '--json'])).stdout).length;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  reader = await addClient(cardea, { name: 'reader', scope: 'admin:clients:read' });
  writer = await addClient(cardea, { name: 'writer', scope: 'admin:clients:* metrics' });
});

afterAll(() => cardea.stop());

test('S104: without a token, with a stale or a foreign one, no procedure answers', async () => {
  for (const headers of [{}, as(reader), bearer('cda_at_x'), bearer('eyJhbGciOiJub25lIn0.e30.')]) {
    const { status, headers: answered } = await send(at('clients.list?input={}'), { headers });
    expect(status).toBe(401);
    expect(answered.get('www-authenticate')).toContain('Bearer');
  }
  const ended = await obtainToken(cardea, reader);
  await post(cardea.endpoint('revoke'), { token: ended }, as(reader));
  expect((await send(at('clients.list?input={}'), { headers: bearer(ended) })).status).toBe(401);
  const foreign = await obtainToken(cardea, writer, { scope: 'metrics' });
  const refused = await send(at('clients.list?input={}'), { headers: bearer(foreign) });
  expect([refused.status, problem(refused.json)]).toEqual([403, 'authority.scope']);
});

test('a scope opens what it names and no more; what comes back is never kept', async () => {
  const token = bearer(await obtainToken(cardea, reader));
  const listed = await send(at('clients.list?input={}'), { headers: token });
  expect(listed.status).toBe(200);
  expect(listed.headers.get('cache-control')).toBe('no-store');
  expect(JSON.stringify(listed.json)).not.toContain(reader.clientSecret);
  const before = await clientCount();
  const added = await postJson(at('clients.add'), { name: 'x' }, token);
  expect([added.status, problem(added.json)]).toEqual([403, 'authority.scope']);
  expect(await clientCount()).toBe(before);
  const made = await postJson(at('clients.add'), { name: 'x' }, bearer(await obtainToken(cardea, writer)));
  expect(made.status).toBe(200);
  expect(await clientCount()).toBe(before + 1);
});

test('S107: nothing is changed by GET, and a pasted token travels in no URL', async () => {
  const token = bearer(await obtainToken(cardea, writer));
  const before = await clientCount();
  const input = encodeURIComponent(JSON.stringify({ name: 'by-get' }));
  for (const path of [`clients.add?input=${input}`, 'tokens.show?input=%7B%22idOrToken%22%3A%22x%22%7D'])
    expect((await send(at(path), { headers: token })).status).toBe(405);
  expect(await clientCount()).toBe(before);
  // A form of another site carries cookies, and nobody is known by them here
  const cross = await send(at('clients.add'), {
    method: 'POST',
    body: '{"name":"x"}',
    headers: { 'content-type': 'text/plain', cookie: '__Host-session=x', origin: 'https://evil.example' },
  });
  expect(cross.status).toBe(401);
  expect(cross.headers.get('access-control-allow-origin')).toBeNull();
});

test('S110: a client with every scope is no owner: it neither gives rights nor touches owners, nor writes files', async () => {
  const root = await addClient(cardea, { name: 'root', scope: 'admin:*' });
  const token = bearer(await obtainToken(cardea, root));
  await cardea.cli(['users', 'add', '--username', 'olga', '--role', 'owner', '--no-password']);
  const attempts: readonly (readonly [string, unknown, string])[] = [
    ['clients.add', { name: 'x', scopes: ['admin:*'] }, 'authority.owners_only'],
    ['users.add', { username: 'mallory', role: 'owner' }, 'authority.owners_only'],
    ['users.setPassword', { id: 'olga', password: { generate: true } }, 'authority.higher_role'],
    ['users.remove', { id: 'olga' }, 'authority.higher_role'],
    ['system.backup', { file: '/tmp/cardea-stolen.db' }, 'authority.operator_only'],
  ];
  for (const [procedure, body, code] of attempts) {
    const { status, json } = await postJson(at(procedure), body, token);
    expect([procedure, status, problem(json)]).toEqual([procedure, 403, code]);
  }
  const removed = await cardea.cli(['users', 'rm', 'olga', '--yes'], { exitCodes: [1] });
  expect(removed.stderr).toContain('last active owner');
});

test('a person manages with the role the account has now, through a token that was given for it (parity: roles)', async () => {
  await addPerson(cardea, alice);
  const app = await addClient(cardea, {
    name: 'dashboard',
    grants: ['authorization_code'],
    scope: 'openid admin:*',
    redirectUris: [CALLBACK],
  });
  const browser = new HttpBrowser(cardea.issuer);
  const url = authorizationUrl(cardea, { client_id: app.clientId, redirect_uri: CALLBACK, scope: 'openid admin:*' });
  const answered = await submitConsent(browser, await submitLogin(browser, await browser.open(url)));
  const code = answerOf(answered).parameters.code ?? '';
  const redeemed = await post(
    cardea.endpoint('token'),
    { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: CODE_VERIFIER },
    as(app),
  );
  const token = bearer(String(redeemed.json.access_token));
  const list = async () => {
    const { status, json } = await send(at('users.list?input={}'), { headers: token });
    return [status, problem(json)];
  };
  expect(await list()).toEqual([403, 'authority.role']);
  await cardea.cli(['users', 'mod', 'alice', '--role', 'auditor']);
  expect(await list()).toEqual([200, undefined]);
  const write = await postJson(at('users.add'), { username: 'x' }, token);
  expect([write.status, problem(write.json)]).toEqual([403, 'authority.role']);
  await cardea.cli(['users', 'mod', 'alice', '--role', 'admin']);
  // A password alone is not enough for what is dangerous
  const rotate = await postJson(at('keys.rotate'), {}, token);
  expect([rotate.status, problem(rotate.json)]).toEqual([401, 'authority.step_up']);
  await cardea.cli(['users', 'mod', 'alice', '--role', 'none']);
  expect(await list()).toEqual([403, 'authority.role']);
  await cardea.cli(['users', 'mod', 'alice', '--disable']);
  expect((await list())[0]).toBe(401);
});
