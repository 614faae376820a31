import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { type ClientKey, createClientKey, rawJwt, signAssertion } from '../../harness/assertions.ts';
import { CALLBACK, ISSUER, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { answered, asked, granted, refused, type Values } from '../../harness/flow-values.ts';
import { requestClaims, signRequest } from '../../harness/request-object.ts';

let engine: TestEngine;
let key: ClientKey;
let client: RegisteredClient;
let other: ClientKey;

beforeAll(async () => {
  engine = await TestEngine.open();
  [key, other] = [await createClientKey('ES256', 'k'), await createClientKey('ES256', 'k')];
  client = await engine.addClient({ jwks: { keys: [key.publicJwk] } });
});
afterAll(async () => engine[Symbol.asyncDispose]());

const now = () => Math.floor(engine.clock.nowMs() / 1000);
const claims = (changes: Readonly<Record<string, unknown>> = {}) => ({
  ...requestClaims(client.id, now()),
  ...changes,
});
const send = async (request: string, outside: Values = {}) =>
  granted(await engine.begin({ client_id: client.id, redirect_uri: CALLBACK, state: 'outside', request, ...outside }));
const sent = async (changes: Readonly<Record<string, unknown>>, header = {}) =>
  send(await signRequest(key, claims(changes), header));

describe('a signed request object (RFC 9101 §4, §6)', () => {
  test('is the request, and what is outside does not count (§6.3)', async () => {
    const outside = { scope: 'openid write', prompt: 'none', response_mode: 'form_post', nonce: 'other' };
    const { flow } = asked(await send(await signRequest(key, claims()), outside));
    expect(flow.request).toMatchObject({ scopes: ['openid'], state: 'inside', nonce: 'n', responseMode: 'query' });
    expect(flow.request.prompts).toEqual([]);
  });

  test('needs nothing outside but the client_id (§5)', async () => {
    const request = await signRequest(key, claims());
    const { flow } = asked(granted(await engine.begin({ client_id: client.id, request })));
    expect(flow.request).toMatchObject({ redirectUri: CALLBACK, state: 'inside' });
    expect(refused(await engine.begin({ request })).code).toBe('authorize.client');
  });

  test('says numbers, truths and claims as JSON (§4)', async () => {
    const wish = { id_token: { email: { essential: true } } };
    const { flow } = asked(await sent({ max_age: 60, claims: wish, resource: [] }));
    expect(flow.request).toMatchObject({ maxAgeSeconds: 60, claims: { id_token: { email: { essential: true } } } });
  });

  test('may have the type of its specification, of any JWT, or none (§10.8)', async () => {
    for (const typ of ['oauth-authz-req+jwt', 'application/oauth-authz-req+jwt', 'JWT', undefined])
      asked(await sent({}, { typ }));
  });

  test('goes to its redirect URI with its errors, wherever the browser says', async () => {
    const { next } = await sent({ scope: 'openid nothing', response_mode: 'fragment' });
    expect(next).toMatchObject({ kind: 'response', mode: 'fragment', redirectUri: CALLBACK });
    expect(answered({ next })).toMatchObject({ error: 'invalid_scope', state: 'inside' });
    const evil = await signRequest(key, claims({ redirect_uri: 'https://evil.example/cb' }));
    expect(refused(await engine.begin({ client_id: client.id, redirect_uri: CALLBACK, request: evil })).code).toBe(
      'authorize.redirect_uri',
    );
  });

  test('is good 60 seconds after its end and before its beginning, and no longer (D3)', async () => {
    asked(await sent({ exp: now() - 59 }));
    asked(await sent({ nbf: now() + 60 }));
    for (const wrong of [{ exp: now() - 61 }, { nbf: now() + 70 }, { iat: now() + 70 }, { exp: 'soon' }, { nbf: '1' }])
      expect(answered(await sent(wrong))).toMatchObject({ error: 'invalid_request_object', state: 'outside' });
  });

  test.each(['ES256', 'RS256', 'PS256', 'EdDSA'])('may be signed with %s', async (algorithm) => {
    const own = await createClientKey(algorithm, 'own');
    const { id } = await engine.addClient({ jwks: { keys: [own.publicJwk] } });
    const request = await signRequest(own, requestClaims(id, now()));
    asked(granted(await engine.begin({ client_id: id, request })));
  });

  test('is signed with the registered algorithm, where there is one', async () => {
    const { id } = await engine.addClient({ jwks: { keys: [key.publicJwk] }, requestObjectSigningAlgorithm: 'PS256' });
    const request = await signRequest(key, requestClaims(id, now()));
    expect(answered(granted(await engine.begin({ client_id: id, redirect_uri: CALLBACK, request })))).toMatchObject({
      error: 'invalid_request_object',
    });
  });

  test('may be pushed (RFC 9126 §3)', async () => {
    const request = await signRequest(key, claims());
    const { request_uri } = granted(await engine.push(client, { request, scope: 'openid write' }));
    const { flow } = asked(granted(await engine.begin({ client_id: client.id, request_uri })));
    expect(flow.request).toMatchObject({ scopes: ['openid'], state: 'inside' });
  });
});

describe('what is refused with invalid_request_object, to the address that was registered (§7, S011)', () => {
  const objects: Readonly<Record<string, () => Promise<string> | string>> = {
    'no JWT': () => 'nonsense',
    'an unsigned one': () => rawJwt({ alg: 'none' }, claims()),
    'one with a signature that was taken off': async () => (await signRequest(key, claims())).replace(/[^.]*$/, ''),
    'one that was changed': async () => {
      const [head, , signature] = (await signRequest(key, claims())).split('.');
      return `${head}.${Buffer.from(JSON.stringify(claims({ scope: 'openid write' }))).toString('base64url')}.${signature}`;
    },
    'one of another client’s key with the same kid': () => signRequest(other, claims()),
    'one under a MAC with the public key (RFC 8725 §2.1)': () =>
      rawJwt({ alg: 'HS256', kid: 'k' }, claims(), Buffer.from('x').toString('base64url')),
    'an encrypted one (§6.1)': () => 'eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d',
    'one of another issuer’s': () => signRequest(key, claims({ aud: 'https://other.example' })),
    'one without an audience': () => signRequest(key, claims({ aud: undefined })),
    'one that another client made': () => signRequest(key, claims({ iss: 'other' })),
    'one without an issuer': () => signRequest(key, claims({ iss: undefined })),
    'one for another client': () => signRequest(key, claims({ client_id: 'other' })),
    'one without a client_id': () => signRequest(key, claims({ client_id: undefined })),
    'one with a request in it (§4)': () => signRequest(key, claims({ request: 'x' })),
    'one with a request_uri in it (§4)': () => signRequest(key, claims({ request_uri: 'https://web.example/r' })),
    'one with a list for a text': () => signRequest(key, claims({ scope: ['openid', 'read'] })),
    'one with an object for a text': () => signRequest(key, claims({ state: { a: 1 } })),
    'one with a control character': () => signRequest(key, claims({ state: 'a\u0000b' })),
    'one that is a client assertion (§10.8)': () =>
      signAssertion(key, { clientId: client.id, audience: ISSUER }, { nowSeconds: now() }),
    'one that has the client as its subject (§10.8)': () => signRequest(key, claims({ sub: client.id })),
    'one of another type (§10.8)': () => signRequest(key, claims(), { typ: 'dpop+jwt' }),
    'one that is an access token by its type': () => signRequest(key, claims(), { typ: 'at+jwt' }),
    'one of more than 16 KiB': () => signRequest(key, claims({ junk: 'x'.repeat(17_000) })),
  };

  test.each(Object.keys(objects))('%s', async (name) => {
    const object = await objects[name]?.();
    expect(answered(await send(object ?? ''))).toMatchObject({
      error: 'invalid_request_object',
      state: 'outside',
      iss: ISSUER,
    });
    expect(refused(await engine.push(client, { request: object })).error).toBe('invalid_request_object');
  });

  test('to the person, where no address is known to be the client’s (D10)', async () => {
    const refusal = refused(
      await engine.begin({ client_id: client.id, redirect_uri: 'https://evil.example', request: 'x' }),
    );
    expect(refusal.code).toBe('authorize.redirect_uri');
  });

  test('an object of a client without keys', async () => {
    const { id } = await engine.addClient();
    const request = await signRequest(key, requestClaims(id, now()));
    expect(answered(granted(await engine.begin({ client_id: id, redirect_uri: CALLBACK, request })))).toMatchObject({
      error: 'invalid_request_object',
    });
  });
});

test('request and request_uri exclude each other (§5)', async () => {
  const request = await signRequest(key, claims());
  expect(answered(await send(request, { request_uri: 'https://web.example/request' }))).toMatchObject({
    error: 'invalid_request',
  });
});

test('a client that must sign its requests gets nothing without (§10.5)', async () => {
  const strict = await engine.addClient({ jwks: { keys: [key.publicJwk] }, requireSignedRequestObject: true });
  const plain = {
    ...requestClaims(strict.id, now()),
    client_id: strict.id,
    exp: undefined,
    nbf: undefined,
    iat: undefined,
  };
  const values = Object.fromEntries(
    Object.entries(plain).filter(([name]) => name !== 'iss' && name !== 'aud'),
  ) as Values;
  expect(answered(granted(await engine.begin(values)))).toMatchObject({ error: 'invalid_request', state: 'inside' });
  expect(refused(await engine.push(strict, values)).code).toBe('request_object.needed');
  const request = await signRequest(key, requestClaims(strict.id, now()));
  asked(granted(await engine.begin({ client_id: strict.id, request })));
});

describe('the profile oidc (OpenID Connect Core §6.1)', () => {
  test('merges what is outside, and what is inside is stronger', async () => {
    await using oidc = await TestEngine.open({ CARDEA_PROFILE: 'oidc' });
    const { id } = await oidc.addClient({ jwks: { keys: [key.publicJwk] } });
    const { state: _, iss: _iss, aud: _aud, client_id: _id, ...inside } = requestClaims(id, now());
    const request = await signRequest(key, inside, { typ: undefined });
    const outside = {
      client_id: id,
      response_type: 'code',
      scope: 'openid profile',
      state: 'outside',
      nonce: 'x',
      request,
    };
    const { flow } = asked(granted(await oidc.begin(outside)));
    expect(flow.request).toMatchObject({ scopes: ['openid'], state: 'outside', nonce: 'n' });
    const differs = granted(await oidc.begin({ ...outside, redirect_uri: CALLBACK, response_type: 'id_token' }));
    expect(answered(differs)).toMatchObject({ error: 'invalid_request_object' });
  });

  test('takes an unsigned object of a client that is registered for it, and of no other', async () => {
    await using oidc = await TestEngine.open({ CARDEA_PROFILE: 'oidc' });
    expect(oidc.cardea.engine.metadata([]).request_object_signing_alg_values_supported).toContain('none');
    const lax = await oidc.addClient({ requestObjectSigningAlgorithm: 'none' });
    const strict = await oidc.addClient();
    const begin = async ({ id }: RegisteredClient, object: string) =>
      granted(await oidc.begin({ client_id: id, redirect_uri: CALLBACK, response_type: 'code', request: object }));
    const unsigned = (id: string) => rawJwt({ alg: 'none' }, requestClaims(id, now()));
    asked(await begin(lax, unsigned(lax.id)));
    expect(answered(await begin(lax, `${unsigned(lax.id)}AAAA`)).error).toBe('invalid_request_object');
    expect(answered(await begin(strict, unsigned(strict.id))).error).toBe('invalid_request_object');
  });

  test('alone knows unsigned ones', () => {
    expect(engine.cardea.engine.metadata([]).request_object_signing_alg_values_supported).not.toContain('none');
    expect(engine.addClient({ requestObjectSigningAlgorithm: 'none' })).rejects.toThrow('only the profile oidc');
  });
});
