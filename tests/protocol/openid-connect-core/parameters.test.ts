import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { CALLBACK, type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, answered, asked, granted, pkce, type Values } from '../../harness/flow-values.ts';

let engine: TestEngine;
let person: Person;
let web: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open();
  person = await engine.addPerson();
  web = await engine.addClient();
});
afterAll(async () => engine[Symbol.asyncDispose]());

const { challenge } = pkce();
const begin = (changes: Values, browser = aBrowser(), client = web) =>
  engine.begin(
    {
      client_id: client.id,
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'openid',
      state: 's',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...changes,
    },
    browser,
  );

describe('parameters that a request may carry (OpenID Connect Core §3.1.2.1)', () => {
  test.each([
    [{ display: 'page' }],
    [{ display: 'popup' }],
    [{ display: 'touch' }],
    [{ display: 'wap' }],
    [{ ui_locales: 'se de-CH ar' }],
    [{ claims_locales: 'se fr-CA' }],
    [{ acr_values: '1 2 urn:other' }],
    [{ login_hint: 'somebody' }],
    [{ hd: 'example.com' }],
    [{ include_granted_scopes: 'true' }],
    [{ extra: 'foobar' }],
    [{ nonce: undefined }],
  ] as const)('%j is understood or ignored, and the person is asked as ever (parity: Google)', async (changes) => {
    const { step } = asked(granted(await begin(changes)));
    expect(step.kind).toBe('login');
  });

  test('registration is refused by its own error (§7.2.1)', async () => {
    expect(answered(granted(await begin({ registration: '{}' })))).toMatchObject({
      error: 'registration_not_supported',
      state: 's',
    });
  });
});

describe('access_type=offline (parity: Google)', () => {
  test('stands for the scope offline_access: the person is asked, and there is a refresh token', async () => {
    const { flow } = asked(granted(await begin({ access_type: 'offline' })));
    expect(flow.request.scopes).toEqual(['openid', 'offline_access']);
    const tokens = await engine.tokens({ client: web, person, request: { scope: 'openid', access_type: 'offline' } });
    expect(tokens.refresh_token).toStartWith('cda_rt_');
    expect((await engine.tokens({ client: web, person, request: { scope: 'openid' } })).refresh_token).toBeUndefined();
  });

  test('gives nothing that the client is not registered for', async () => {
    const online = await engine.addClient({ scopes: ['openid'] });
    const { flow } = asked(granted(await begin({ access_type: 'offline' }, aBrowser(), online)));
    expect(flow.request.scopes).toEqual(['openid']);
  });
});

test('incremental consent: what is new is asked for, what was agreed to stays agreed to (parity: Google)', async () => {
  const client = await engine.addClient();
  const { browser } = await engine.signIn({ client, person, request: { scope: 'openid' } });
  const { step } = asked(granted(await begin({ scope: 'openid email' }, browser, client)));
  expect(step).toMatchObject({ kind: 'consent', scopes: ['openid', 'email'], fresh: ['email'] });
  expect(answered(granted(await begin({ scope: 'openid', prompt: 'none' }, browser, client)))).toHaveProperty('code');
});

describe('a value for sub in the claims parameter (§5.5.1)', () => {
  const wish = (value: unknown) => ({ claims: JSON.stringify({ id_token: { sub: { value } } }), prompt: 'none' });

  test('is who the answer is about, or there is none', async () => {
    const { browser } = await engine.signIn({ client: web, person, request: { scope: 'openid' } });
    expect(answered(granted(await begin(wish(person.id), browser)))).toHaveProperty('code');
    const other = await engine.addPerson();
    expect(answered(granted(await begin(wish(other.id), browser)))).toMatchObject({ error: 'login_required' });
  });

  test('is a text, and the same as that of the hint', async () => {
    expect(answered(granted(await begin(wish(1))))).toMatchObject({ error: 'invalid_request' });
    const { id_token } = await engine.tokens({ client: web, person, request: { scope: 'openid' } });
    expect(answered(granted(await begin({ ...wish('other'), id_token_hint: id_token })))).toMatchObject({
      error: 'invalid_request',
    });
  });
});
