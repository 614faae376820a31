import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createClientKey } from '../../harness/assertions.ts';
import { auditAfter, tracesIn } from '../../harness/beside.ts';
import { REDIRECT_URI, register, registered } from '../../harness/dynamic-client.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { as, post, postJson, send } from '../../harness/oauth.ts';
import { addResource } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
let cardea: RunningCardea;

const refused = (metadata: unknown, error = 'invalid_client_metadata') =>
  expectRefusal(cardea, () => register(cardea, metadata), { status: 400, error });

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_REGISTRATION_BURST: '10000' } });
});

afterAll(() => cardea.stop());

describe('a registration (RFC 7591 §3) (parity: registration; connect2id)', () => {
  test('is told about in discovery, where it is on (§3)', async () => {
    const { json } = await send(`${cardea.issuer}/.well-known/oauth-authorization-server`);
    expect(json.registration_endpoint).toBe(cardea.endpoint('register'));
  });

  test('answers 201 with everything that is registered, defaults included (§3.2.1)', async () => {
    const before = tracesIn(cardea);
    const reply = await register(cardea, { redirect_uris: [REDIRECT_URI] });
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([201, 'no-store']);
    const id = expect.stringMatching(/^c_[0-9A-Za-z]{22}$/);
    expect(reply.json).toEqual({
      client_id: id,
      client_id_issued_at: expect.any(Number),
      client_secret: expect.stringMatching(/^cda_cs_/),
      client_secret_expires_at: 0,
      registration_access_token: expect.stringMatching(/^cda_rg_/),
      registration_client_uri: `${cardea.endpoint('register')}/${reply.json.client_id}`,
      redirect_uris: [REDIRECT_URI],
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      client_name: 'app.example',
      scope: 'openid profile email address phone offline_access',
      application_type: 'web',
      subject_type: 'public',
      id_token_signed_response_alg: 'ES256',
      post_logout_redirect_uris: [],
    });
    const [entry, second] = auditAfter(cardea, before.audit);
    expect(second).toBeUndefined();
    expect(entry).toMatchObject({ action: 'client.created', target: reply.json.client_id, actor: { kind: 'client' } });
    expect(JSON.stringify(entry)).not.toContain('cda_');
  });

  test('takes every member, and gives it back', async () => {
    const { publicJwk } = await createClientKey('ES256', 'key');
    const metadata = {
      redirect_uris: [REDIRECT_URI, 'https://app.example/other?x=1'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      client_name: 'Notes',
      'client_name#fr': 'Notes à moi',
      'client_name#ja-Jpan-JP': 'ノート',
      client_uri: 'https://app.example/',
      logo_uri: 'https://cdn.app.example/logo.png',
      policy_uri: 'https://app.example/policy',
      'policy_uri#fr': 'https://app.example/fr/policy',
      tos_uri: 'https://app.example/terms',
      scope: 'openid email',
      contacts: ['ada@app.example', 'bob@app.example'],
      jwks: { keys: [publicJwk] },
      software_id: '4NRB1-0XZABZI9E6-5SM3R',
      software_version: '2.1',
      application_type: 'web',
      subject_type: 'pairwise',
      id_token_signed_response_alg: 'ES256',
      userinfo_signed_response_alg: 'ES256',
      default_max_age: 3600,
      require_auth_time: true,
      default_acr_values: ['urn:cardea:acr:one-factor'],
      initiate_login_uri: 'https://app.example/login',
      frontchannel_logout_uri: 'https://app.example/front',
      frontchannel_logout_session_required: true,
      backchannel_logout_uri: 'https://app.example/back',
      backchannel_logout_session_required: false,
      post_logout_redirect_uris: ['https://app.example/bye'],
    };
    const reply = await register(cardea, metadata);
    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject(metadata);
    expect(reply.json).not.toHaveProperty('client_secret');
    expect(reply.json).not.toHaveProperty('client_secret_expires_at');
  });

  test('ignores what it does not know, and null (§2)', async () => {
    const reply = await register(cardea, {
      redirect_uris: [REDIRECT_URI],
      example_extension_parameter: { deep: [1] },
      consent: 'implicit',
      require_pkce: false,
      resources: ['https://api.example'],
      client_id: 'chosen',
      client_secret: 'chosen chosen chosen chosen chosen',
      logo_uri: null,
      'contacts#fr': ['x'],
      __proto__: { scope: 'admin' },
      constructor: 'x',
    });
    expect(reply.status).toBe(201);
    expect(reply.json.client_id).not.toBe('chosen');
    expect(String(reply.json.client_secret)).toStartWith('cda_cs_');
    for (const member of ['example_extension_parameter', 'consent', 'resources', 'logo_uri', 'contacts#fr'])
      expect(reply.json).not.toHaveProperty([member]);
    const shown = await cardea.cli(['clients', 'show', String(reply.json.client_id), '--json']);
    expect(shown.json<object>()).toMatchObject({ consent: 'remembered', require_pkce: true, registered_by: 'dynamic' });
  });

  test('gives no scope that was not opened, and none of the management', async () => {
    await addResource(cardea, { uri: 'https://open.example', scope: 'notes', words: ['--self-registered'] });
    await addResource(cardea, { uri: 'https://closed.example', scope: 'ledger' });
    const { information } = await registered(cardea, {
      scope: 'openid notes ledger metrics admin admin:clients * nobody',
    });
    expect(information.scope).toBe('openid notes');
    const all = await registered(cardea);
    expect(String(all.information.scope).split(' ')).not.toContain('ledger');
    const none = await registered(cardea, { scope: 'ledger metrics' });
    expect(none.information).not.toHaveProperty('scope');
  });

  test('gives no grant in which nobody decides', async () => {
    const { information, ...client } = await registered(cardea, {
      grant_types: ['authorization_code', 'client_credentials', 'password', 'made-up'],
    });
    expect(information.grant_types).toEqual(['authorization_code']);
    const token = { clientId: client.id, clientSecret: client.secret };
    await expectRefusal(cardea, () => post(cardea.endpoint('token'), { grant_type: 'client_credentials' }, as(token)), {
      status: 400,
      error: 'unauthorized_client',
    });
    await refused({ redirect_uris: [REDIRECT_URI], grant_types: ['client_credentials'], response_types: [] });
  });

  test('a native app is one whose people come back to their device, also where it does not say so', async () => {
    const native = {
      redirect_uris: ['http://127.0.0.1/cb', 'com.example.app:/cb'],
      token_endpoint_auth_method: 'none',
    };
    expect((await registered(cardea, native)).information.application_type).toBe('native');
    expect((await register(cardea, { ...native, application_type: 'web' })).status).toBe(400);
  });
});

describe('metadata that is not taken (RFC 7591 §3.2.2)', () => {
  test.each([
    ['http', ['http://app.example/cb']],
    ['a fragment', ['https://app.example/cb#x']],
    ['javascript', ['javascript:alert(1)']],
    ['data', ['data:text/html,x']],
    ['a wildcard', ['https://*.example/cb']],
    ['credentials', ['https://u:p@app.example/cb']],
    ['dots', ['https://app.example/a/../cb']],
    ['no URI', ['callback']],
    ['a number', [7]],
    ['a string', REDIRECT_URI],
    ['nothing', []],
    ['too many', Array.from({ length: 65 }, (_, index) => `https://app.example/${index}`)],
  ])('redirect_uris: %s', async (_what, redirectUris) => {
    const { json } = await refused({ redirect_uris: redirectUris }, 'invalid_redirect_uri');
    expect(json.error_description).toStartWith('redirect_uris ');
  });

  const jwk = { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' };
  test.each<[string, object]>([
    ['token_endpoint_auth_method', { token_endpoint_auth_method: 'tls_client_auth' }],
    ['token_endpoint_auth_method', { token_endpoint_auth_method: ['none'] }],
    ['token_endpoint_auth_signing_alg', { token_endpoint_auth_signing_alg: 'none' }],
    ['grant_types', { grant_types: 'authorization_code' }],
    ['grant_types', { grant_types: ['refresh_token'], response_types: ['code'] }],
    ['response_types', { response_types: ['code code'] }],
    ['client_name', { client_name: 'x'.repeat(101) }],
    ['client_name', { client_name: 'Bank\u202egpj' }],
    ['client_name', { client_name: '' }],
    ['client_name#fr', { 'client_name#fr': 7 }],
    ['client_uri', { client_uri: 'javascript:alert(1)' }],
    ['logo_uri', { logo_uri: 'http://app.example/logo.png' }],
    ['logo_uri', { logo_uri: 'https://bank.example/logo.png' }],
    ['policy_uri', { policy_uri: 'https://example/policy' }],
    ['tos_uri', { tos_uri: 'https://notapp.example/terms' }],
    ['policy_uri#fr', { 'policy_uri#fr': 'https://bank.example/' }],
    ['scope', { scope: ['openid'] }],
    ['contacts', { contacts: 'ada@app.example' }],
    ['contacts', { contacts: Array.from({ length: 11 }, (_, index) => `${index}@app.example`) }],
    ['jwks', { jwks: { keys: [jwk] }, jwks_uri: 'https://app.example/jwks' }],
    ['jwks', { token_endpoint_auth_method: 'private_key_jwt' }],
    ['jwks', { jwks: { keys: [{ ...jwk, d: 'AA' }] } }],
    ['jwks', { jwks: { keys: [{ kty: 'oct', k: 'AA' }] } }],
    ['jwks_uri', { jwks_uri: 'http://app.example/jwks' }],
    ['software_id', { software_id: 'x'.repeat(256) }],
    ['application_type', { application_type: 'service' }],
    ['subject_type', { subject_type: 'secret' }],
    ['id_token_signed_response_alg', { id_token_signed_response_alg: 'none' }],
    ['id_token_signed_response_alg', { id_token_signed_response_alg: 'HS256' }],
    ['userinfo_signed_response_alg', { userinfo_signed_response_alg: 'XX' }],
    ['id_token_encrypted_response_alg', { id_token_encrypted_response_alg: 'RSA-OAEP' }],
    ['tls_client_certificate_bound_access_tokens', { tls_client_certificate_bound_access_tokens: true }],
    ['default_max_age', { default_max_age: -1 }],
    ['default_max_age', { default_max_age: '3600' }],
    ['require_auth_time', { require_auth_time: 'perhaps' }],
    ['default_acr_values', { default_acr_values: 'one' }],
    ['frontchannel_logout_uri', { frontchannel_logout_uri: 'https://bank.example/front' }],
    ['backchannel_logout_uri', { backchannel_logout_uri: 'https://bank.example/back' }],
    ['initiate_login_uri', { initiate_login_uri: 'http://app.example/login' }],
    ['initiate_login_uri', { initiate_login_uri: 'https://bank.example/login' }],
    ['post_logout_redirect_uris', { post_logout_redirect_uris: ['http://app.example/bye'] }],
    ['sector_identifier_uri', { sector_identifier_uri: 'http://app.example/sector' }],
  ])('%s: %j', async (member, metadata) => {
    const { json } = await refused({ redirect_uris: [REDIRECT_URI], ...metadata });
    expect(json.error_description).toStartWith(`${member} `);
  });

  test('a body that is no JSON object of one member each, of an ordinary size and depth (design D6)', async () => {
    const deep = `${'['.repeat(40)}${']'.repeat(40)}`;
    for (const body of ['', '[]', 'null', '"x"', '{', '{"a":1,"a":2}', '{"x":{"a":1,"a":2}}', `{"x":${deep}}`])
      await refused(body);
    const huge = { redirect_uris: [REDIRECT_URI], x: 'x'.repeat(70_000) };
    await expectRefusal(cardea, () => register(cardea, huge), { status: 413, error: 'invalid_request' });
    await expectRefusal(cardea, () => post(cardea.endpoint('register'), { redirect_uris: REDIRECT_URI }), {
      status: 415,
      error: 'invalid_client_metadata',
    });
  });
});

describe('who may register', () => {
  const add = async (...words: readonly string[]): Promise<string> => {
    const result = await cardea.cli(['registration-tokens', 'add', '--name', 'Team', '--json', ...words]);
    return result.json<{ initial_access_token: string }>().initial_access_token;
  };

  test('whoever has a token gets what the token allows, and has used it up (§1.2)', async () => {
    const token = await add('--scope', 'ledger:read');
    const { information } = await registered(
      cardea,
      { scope: 'ledger:read openid', grant_types: ['client_credentials', 'authorization_code'] },
      token,
    );
    expect(information).toMatchObject({
      scope: 'ledger:read openid',
      grant_types: ['client_credentials', 'authorization_code'],
    });
    await expectRefusal(cardea, () => register(cardea, { redirect_uris: [REDIRECT_URI] }, token), {
      status: 401,
      error: 'invalid_token',
    });
  });

  test('of many registrations at once with one use left, one is done (design D5)', async () => {
    const token = await add('--uses', '1');
    const before = tracesIn(cardea);
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => register(cardea, { redirect_uris: [REDIRECT_URI] }, token)),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(tracesIn(cardea).clients).toBe(before.clients + 1);
  });

  test('a wrong registration does not use a token up', async () => {
    const token = await add();
    expect((await register(cardea, { redirect_uris: ['http://x'] }, token)).status).toBe(400);
    await registered(cardea, {}, token);
  });

  test('a token that was removed, made up, or is of another kind registers nobody, although anybody may (S078)', async () => {
    const token = await add('--uses', 'any', '--expires', 'never');
    const [{ id } = { id: '' }] = (await cardea.cli(['registration-tokens', 'ls', '--json']))
      .json<{ id: string; max_uses?: number }[]>()
      .filter((one) => one.max_uses === undefined);
    await cardea.cli(['registration-tokens', 'rm', id]);
    const client = await registered(cardea);
    for (const wrong of [token, client.token, client.secret, `${token.slice(0, -1)}-`, 'x'])
      await expectRefusal(cardea, () => register(cardea, { redirect_uris: [REDIRECT_URI] }, wrong), {
        status: 401,
        error: 'invalid_token',
      });
    await expectRefusal(
      cardea,
      () =>
        postJson(
          cardea.endpoint('register'),
          { redirect_uris: [REDIRECT_URI] },
          as({ clientId: 'a', clientSecret: 'b' }),
        ),
      { status: 400, error: 'invalid_request' },
    );
  });

  test('nobody without a token, where one is needed (S078)', async () => {
    await using closed = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_REGISTRATION: 'token' } });
    const reply = await expectRefusal(closed, () => register(closed, { redirect_uris: [REDIRECT_URI] }), {
      status: 401,
      error: 'invalid_token',
    });
    expect(reply.headers.get('www-authenticate')).toStartWith('Bearer ');
    const { json } = await send(`${closed.issuer}/.well-known/openid-configuration`);
    expect(json.registration_endpoint).toBe(closed.endpoint('register'));
    const made = await closed.cli(['registration-tokens', 'add', '--name', 'x', '--json']);
    await registered(closed, {}, made.json<{ initial_access_token: string }>().initial_access_token);
  });

  test('a network only so often (S085)', async () => {
    await using narrow = await startCardea({
      env: { CARDEA_DEMO: 'false', CARDEA_REGISTRATION_BURST: '3', CARDEA_REGISTRATION_INTERVAL: '1h' },
    });
    for (let count = 0; count < 3; count++) await registered(narrow);
    const reply = await expectRefusal(narrow, () => register(narrow, { redirect_uris: [REDIRECT_URI] }), {
      status: 429,
      error: 'too_many_requests',
    });
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(3000);
  });
});
