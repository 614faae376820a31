import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { addPerson, alice, bob } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

let cardea: RunningCardea;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000', CARDEA_DEMO: 'false' } });
  for (const person of [alice, bob]) await addPerson(cardea, person);
  await cardea.cli(['scopes', 'add', 'files', '--description', 'Your files']);
});
afterAll(() => cardea.stop());

const call = async (
  method: string,
  { body, headers = {} }: { body?: BodyInit; headers?: Record<string, string> } = {},
) => {
  const response = await fetch(`${cardea.issuer}/api/v1/session`, { method, headers, ...(body ? { body } : {}) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === '' ? {} : JSON.parse(text) };
};

const login = (fields: Record<string, string>) => call('POST', { body: new URLSearchParams(fields) });
const loginByJson = (fields: Record<string, string>) =>
  call('POST', { body: JSON.stringify(fields), headers: { 'content-type': 'application/json' } });
const withToken = (method: string, token: string, header = 'authorization') =>
  call(method, { headers: { [header]: header === 'authorization' ? `Bearer ${token}` : token } });

const own = { username: alice.username, password: alice.password };

const addAppPassword = async () => {
  const words = ['auth', 'add', '--user', alice.username, '--name', 'script', '--scope', 'files', '--json'];
  const { app_password: password, id }: Record<'app_password' | 'id', string> = JSON.parse(
    (await cardea.cli(words)).stdout,
  );
  return { password, id };
};

describe('POST, GET and DELETE /api/v1/session (parity: session API)', () => {
  test('a form or JSON with the own password starts one, which is shown and ended', async () => {
    for (const start of [login, loginByJson]) {
      const { status, json, headers } = await start({ ...own, scope: 'files' });
      expect([status, headers.get('cache-control')]).toEqual([201, 'no-store']);
      const { access_token: token, ...document } = json;
      expect(token).toMatch(/^cda_at_/);
      expect(document).toMatchObject({
        token_type: 'Bearer',
        scope: 'files',
        signed_in_with: 'password',
        user: { username: alice.username },
      });
      expect(document.expires_in).toBeGreaterThan(0);
      const shown = await withToken('GET', token, 'x-auth-token');
      expect(shown).toMatchObject({ status: 200, json: { user: document.user, scope: 'files' } });
      expect(JSON.stringify(shown.json)).not.toContain('cda_at_');
      expect((await withToken('DELETE', token)).status).toBe(204);
      for (const method of ['GET', 'DELETE']) {
        const ended = await withToken(method, token);
        expect([ended.status, ended.json.error]).toEqual([401, 'invalid_token']);
        expect(ended.headers.get('www-authenticate')).toStartWith('Bearer realm=');
      }
    }
  });

  test('an unknown user and a wrong password look the same (OWASP ASVS 6.3.8)', async () => {
    const { password } = await addAppPassword();
    const answers = await Promise.all([
      login({ username: 'nobody', password: 'wrong' }),
      login({ ...own, password: 'wrong' }),
      login({ username: bob.username, password }),
      login({ username: 'nobody', password }),
    ]);
    const [first] = answers.map(({ status, json: { request_id: _, ...json } }) => ({ status, json }));
    expect(first).toMatchObject({ status: 401, json: { error: 'access_denied' } });
    for (const { status, json } of answers) {
      const { request_id: _, ...rest } = json;
      expect({ status, json: rest }).toEqual(first ?? { status: 0, json: {} });
    }
  });

  test('what is missing or too much is said', async () => {
    expect((await login({ username: alice.username })).json.error).toBe('invalid_request');
    expect((await login({ password: 'x' })).json.error).toBe('invalid_request');
    for (const scope of ['openid', 'admin:*', 'metrics', 'unheard'])
      expect((await login({ ...own, scope })).json.error).toBe('invalid_scope');
    expect((await call('GET')).status).toBe(401);
    expect((await call('PUT')).status).toBe(405);
  });

  test('an app password is exchanged for a short token with its scopes, which ends with it at once', async () => {
    const { password, id } = await addAppPassword();
    const { status, json } = await login({ username: alice.username, password });
    expect([status, json.scope, json.signed_in_with]).toEqual([201, 'files', 'app_password']);
    expect((await withToken('GET', json.access_token)).status).toBe(200);
    expect((await login({ username: alice.username, password, scope: 'metrics' })).json.error).toBe('invalid_scope');
    // It is no session itself
    expect((await withToken('GET', password)).status).toBe(403);
    await cardea.cli(['auth', 'rm', id, '--user', alice.username]);
    expect((await withToken('GET', json.access_token)).status).toBe(401);
    expect((await login({ username: alice.username, password })).status).toBe(401);
  });

  test('a session ends when the account is disabled (design D12)', async () => {
    const { json } = await login({ username: bob.username, password: bob.password });
    expect((await withToken('GET', json.access_token)).status).toBe(200);
    await cardea.cli(['users', 'mod', bob.username, '--disable']);
    expect((await withToken('GET', json.access_token)).status).toBe(401);
    await cardea.cli(['users', 'mod', bob.username, '--enable']);
    expect((await withToken('GET', json.access_token)).status).toBe(401);
  });
});
