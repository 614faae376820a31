import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { CALLBACK, ISSUER, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { answered, asked, granted, pkce, refused, type Values } from '../../harness/flow-values.ts';

let engine: TestEngine;
let web: RegisteredClient;
let native: RegisteredClient;
let several: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open();
  web = await engine.addClient();
  native = await engine.addClient({
    authMethod: 'none',
    applicationType: 'native',
    redirectUris: ['http://127.0.0.1/cb', 'com.example.app:/cb'],
  });
  several = await engine.addClient({ redirectUris: [CALLBACK, 'https://web.example/two'] });
});
afterAll(async () => engine[Symbol.asyncDispose]());

const { challenge } = pkce();
const request = (client: RegisteredClient, changes: Values) =>
  engine.begin({
    client_id: client.id,
    response_type: 'code',
    scope: 'openid',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 's',
    ...changes,
  });

describe('a redirect URI (RFC 9700 §2.1, §4.1.3)', () => {
  test.each([
    'https://web.example/CB',
    'https://web.example/cb/',
    'https://web.example/cb?x=1',
    'https://web.example/cb#f',
    'https://web.example:443/cb',
    'https://WEB.example/cb',
    'http://web.example/cb',
    'https://web.example/cb/../evil',
    'https://web.example/%63b',
    'https://web.example.evil.example/cb',
    'https://web.example@evil.example/cb',
    'https://evil.example/https://web.example/cb',
    '//web.example/cb',
    '/cb',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    ' https://web.example/cb',
    'https://web.example/cb ',
  ])('%s is nothing like the registered one: the person is told, and nothing is sent (S002, D10)', async (uri) => {
    const refusal = refused(await request(web, { redirect_uri: uri }));
    expect(refusal).toMatchObject({ code: 'authorize.redirect_uri', status: 400 });
    const broken = refused(await request(web, { redirect_uri: uri, response_type: 'nonsense', code_challenge: 'x' }));
    expect(broken.code).toBe('authorize.redirect_uri');
  });

  test.each(['http://127.0.0.1:1/cb', 'http://127.0.0.1:51234/cb', 'http://127.0.0.1:65535/cb', 'http://127.0.0.1/cb'])(
    'of a native client may have another port on loopback: %s (RFC 8252 §7.3, S006)',
    async (uri) => {
      const { flow } = asked(granted(await request(native, { redirect_uri: uri })));
      expect(flow.request.redirectUri).toBe(uri);
    },
  );

  test.each([
    'http://127.0.0.1:51234/other',
    'http://127.0.0.1:51234/cb/',
    'http://127.0.0.1:51234/cb?x',
    'http://localhost:51234/cb',
    'http://127.0.0.1.evil.example/cb',
    'http://127.0.0.1:80@evil.example/cb',
    'http://localhost.evil.example/cb',
    'http://127.1/cb',
    'http://2130706433/cb',
    'http://[::1]:9/cb',
    'https://127.0.0.1:51234/cb',
    'http://127.0.0.1:0/cb',
    'http://127.0.0.1:65536/cb',
    'http://127.0.0.1:123456/cb',
    'http://127.0.0.1:/cb',
    'com.example.app:/other',
    'com.example.app://cb',
  ])('of a native client may differ in nothing else: %s (S006)', async (uri) => {
    expect(refused(await request(native, { redirect_uri: uri })).code).toBe('authorize.redirect_uri');
  });

  test('of a web client has the port that is registered (S006)', async () => {
    const client = await engine.addClient({ redirectUris: ['http://127.0.0.1:8080/cb'] });
    expect(refused(await request(client, { redirect_uri: 'http://127.0.0.1:8081/cb' })).code).toBe(
      'authorize.redirect_uri',
    );
    asked(granted(await request(client, { redirect_uri: 'http://127.0.0.1:8080/cb' })));
  });

  test('may be left out where one is registered, not where there are several (RFC 6749 §3.1.2.3)', async () => {
    expect(asked(granted(await request(web, {}))).flow.request.redirectUri).toBe(CALLBACK);
    expect(refused(await request(several, {})).code).toBe('authorize.redirect_uri_missing');
  });
});

test('an unknown or disabled client is told to the person, whatever the redirect URI (D10)', async () => {
  const disabled = await engine.addClient({ enabled: false });
  for (const id of [undefined, 'nobody', '', disabled.id]) {
    expect(refused(await request(web, { client_id: id, redirect_uri: CALLBACK })).code).toBe('authorize.client');
  }
});

test.each([
  [{ response_type: undefined }, 'invalid_request'],
  [{ response_type: 'token' }, 'unsupported_response_type'],
  [{ response_type: 'code id_token' }, 'unsupported_response_type'],
  [{ response_type: 'none of ours' }, 'unsupported_response_type'],
  [{ response_mode: 'web_message' }, 'invalid_request'],
  [{ scope: 'openid nothing' }, 'invalid_scope'],
  [{ scope: 'a  b' }, 'invalid_scope'],
  [{ scope: '"' }, 'invalid_scope'],
  [{ prompt: 'none login' }, 'invalid_request'],
  [{ prompt: 'nonsense' }, 'invalid_request'],
  [{ max_age: '-1' }, 'invalid_request'],
  [{ max_age: '1e3' }, 'invalid_request'],
  [{ claims: '{' }, 'invalid_request'],
  [{ claims: '[]' }, 'invalid_request'],
  [{ id_token_hint: 'a.b.c' }, 'invalid_request'],
  [{ resource: 'not a uri' }, 'invalid_target'],
  [{ resource: 'https://unknown.example' }, 'invalid_target'],
  [{ request: 'e30.e30.' }, 'invalid_request_object'],
  [{ request_uri: 'https://web.example/request' }, 'invalid_request_uri'],
  [{ registration: '{}' }, 'registration_not_supported'],
  [{ nonce: 'x'.repeat(2049) }, 'invalid_request'],
])(
  '%j is answered to the client with the state and the issuer (RFC 6749 §4.1.2.1, RFC 9207)',
  async (changes, error) => {
    const answer = answered(granted(await request(web, { redirect_uri: CALLBACK, ...changes })));
    expect(answer).toMatchObject({ error, state: 's', iss: ISSUER });
    expect(answer).not.toHaveProperty('code');
  },
);

test('an answer goes where the request said, in the mode it asked for', async () => {
  for (const mode of ['query', 'fragment', 'form_post'] as const) {
    const { next } = granted(await request(web, { redirect_uri: CALLBACK, response_mode: mode, scope: 'nothing' }));
    expect(next).toMatchObject({ kind: 'response', redirectUri: CALLBACK, mode });
  }
});
