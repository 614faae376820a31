import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Client } from '@cardea/core';
import { isRefusal } from '@cardea/protocol';
import { CALLBACK, ISSUER, type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { answered, granted, pkce, refused, type Values } from '../../harness/flow-values.ts';
import { halfHash, verifiedIdToken } from '../../harness/verified-id-token.ts';

type ResponseType = Client['responseTypes'][number];

const LEGACY: readonly ResponseType[] = [
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
  'token',
];
const withIdToken = LEGACY.filter((type) => type.includes('id_token'));
const withToken = LEGACY.filter((type) => type.split(' ').includes('token'));
const withCode = LEGACY.filter((type) => type.startsWith('code'));

let engine: TestEngine;
let person: Person;
let legacy: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open();
  person = await engine.addPerson({ email: 'alice@people.example', profile: { name: 'Alice Liddell' } });
  legacy = await engine.addClient({
    responseTypes: ['code', ...LEGACY, 'none'],
    grantTypes: ['authorization_code', 'implicit', 'refresh_token'],
  });
});
afterAll(async () => engine[Symbol.asyncDispose]());

const { challenge } = pkce();
const ask = (request: Values, client = legacy) =>
  engine.signIn({ client, person, request: { scope: 'openid profile', nonce: 'a nonce', ...request } });
const begin = (request: Values, client = legacy) =>
  engine.begin({
    client_id: client.id,
    redirect_uri: CALLBACK,
    scope: 'openid',
    state: 's',
    nonce: 'n',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...request,
  });

describe.each(LEGACY)('response_type=%s (OpenID Connect Core §3.2.2.5, §3.3.2.5)', (type) => {
  test('answers with exactly what it names, the state, the issuer and how to watch the session', async () => {
    const { answer } = await ask({ response_type: type });
    const wanted = type.split(' ');
    expect(Object.keys(answer).sort()).toEqual(
      [
        ...(wanted.includes('code') ? ['code'] : []),
        ...(wanted.includes('token') ? ['access_token', 'expires_in', 'scope', 'token_type'] : []),
        ...(wanted.includes('id_token') ? ['id_token'] : []),
        ...(type === 'token' ? [] : ['session_state']),
        'iss',
        'state',
      ].sort(),
    );
    expect(answer).toMatchObject({ iss: ISSUER, state: 'a state' });
  });

  test('answers in the fragment unless form_post is asked for, refusals too; never in a query', async () => {
    const modes = async (request: Values) => {
      const { next } = granted(await begin({ response_type: type, ...request }));
      return next.kind === 'response' ? [next.mode, Object.fromEntries(next.parameters).error] : next.kind;
    };
    expect(await modes({ prompt: 'none' })).toEqual(['fragment', 'login_required']);
    expect(await modes({ prompt: 'none', response_mode: 'form_post' })).toEqual(['form_post', 'login_required']);
    expect(await modes({ response_mode: 'query' })).toEqual(['fragment', 'invalid_request']);
    expect(await modes({ scope: 'openid nothing' })).toEqual(['fragment', 'invalid_scope']);
  });

  test('may be asked for in any order of its parts (RFC 6749 §3.1.1)', async () => {
    const { answer } = await ask({ response_type: type.split(' ').toReversed().join(' ') });
    expect(answer).not.toHaveProperty('error');
  });

  test('is refused to a client that is not registered for it (D14, S009)', async () => {
    const client = await engine.addClient();
    const { next } = granted(await begin({ response_type: type }, client));
    expect(next).toMatchObject({ kind: 'response', mode: 'fragment' });
    expect(answered({ next })).toMatchObject({ error: 'unsupported_response_type', state: 's', iss: ISSUER });
  });
});

test.each(withIdToken)('%s needs a nonce and the scope openid (OpenID Connect Core §3.2.2.1)', async (type) => {
  expect(answered(granted(await begin({ response_type: type, nonce: undefined })))).toMatchObject({
    error: 'invalid_request',
  });
  expect(answered(granted(await begin({ response_type: type, scope: 'profile' })))).toMatchObject({
    error: 'invalid_scope',
  });
});

test.each(withIdToken)('the ID token of %s is bound to what comes with it (§3.2.2.10, §3.3.2.11)', async (type) => {
  const { answer } = await ask({ response_type: type });
  const claims = await verifiedIdToken(engine, answer.id_token, legacy.id);
  expect(claims).toMatchObject({ sub: person.id, nonce: 'a nonce' });
  expect(claims.at_hash).toBe(answer.access_token === undefined ? undefined : halfHash(answer.access_token, 'ES256'));
  expect(claims.c_hash).toBe(answer.code === undefined ? undefined : halfHash(answer.code, 'ES256'));
  // §5.4: the claims of the scopes come with it where there is no userinfo to ask
  expect(claims.name).toBe(type === 'id_token' ? 'Alice Liddell' : undefined);
});

test.each(withToken)(
  'the access token of %s opens userinfo, is bearer and ends by itself (RFC 6749 §4.2.2)',
  async (type) => {
    const { answer } = await ask({ response_type: type });
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: '3600', scope: 'openid profile' });
    expect(await engine.userinfo(answer.access_token ?? '')).toMatchObject({ sub: person.id, name: 'Alice Liddell' });
    expect(await engine.isActive(answer.access_token ?? '')).toBe(true);
  },
);

describe.each(withCode)('the code of %s (OpenID Connect Core §3.3.3)', (type) => {
  test('gives tokens of the same person, with the nonce of the request (§3.3.3.6)', async () => {
    const { answer, verifier, redirectUri, browser } = await ask({ response_type: type });
    const code = { client: legacy, code: answer.code ?? '', verifier, redirectUri, browser };
    const tokens = granted(await engine.redeem(code));
    const claims = await verifiedIdToken(engine, tokens.id_token, legacy.id);
    expect(claims).toMatchObject({ sub: person.id, nonce: 'a nonce' });
    expect(claims.at_hash).toBe(halfHash(tokens.access_token, 'ES256'));
  });

  test('is PKCE-bound like any other (RFC 7636 §4.4.1)', async () => {
    expect(answered(granted(await begin({ response_type: type, code_challenge: undefined })))).toMatchObject({
      error: 'invalid_request',
    });
  });
});

test('a code that is used twice takes the tokens of the browser with it (D1, RFC 6749 §4.1.2)', async () => {
  const { answer, ...rest } = await ask({ response_type: 'code id_token token' });
  const code = { ...rest, client: legacy, code: answer.code ?? '' };
  const tokens = granted(await engine.redeem(code));
  expect(await engine.isActive(answer.access_token ?? '')).toBe(true);
  engine.clock.advance(3_000);
  expect(refused(await engine.redeem(code)).error).toBe('invalid_grant');
  expect(await engine.isActive(answer.access_token ?? '')).toBe(false);
  expect(await engine.isActive(tokens.access_token)).toBe(false);
});

test('without a code nothing outlives the session: offline_access is not granted (OpenID Connect Core §11)', async () => {
  const { answer } = await ask({ response_type: 'id_token token', scope: 'openid offline_access' });
  expect(answer.scope).toBe('openid');
});

test('every token of the browser has its audit entry, in the unit that made it (D8)', async () => {
  const { answer } = await ask({ response_type: 'token', scope: 'read' });
  const token = granted(await engine.cardea.engine.verifyAccessToken(answer.access_token ?? ''));
  expect(await engine.actions(token.id)).toEqual(['access_token.issued']);
});

test('none says whether the person agrees, and gives nothing (OAuth 2.0 Multiple Response Types §4)', async () => {
  const { answer } = await ask({ response_type: 'none' });
  expect(answer).toEqual({ state: 'a state', iss: ISSUER });
});

test('a client that was disabled meanwhile gets no token (D12)', async () => {
  const client = await engine.addClient({ responseTypes: ['token'], grantTypes: ['implicit'] });
  const { flow } = engine.cardea.engine;
  const { browser } = await ask({ response_type: 'token' });
  const { next } = granted(
    await engine.begin({ client_id: client.id, response_type: 'token', scope: 'read' }, browser),
  );
  if (next.kind !== 'step') throw new Error('the person is to be asked');
  await engine.cardea.management.clients.modify({ id: client.id, enabled: false }, { kind: 'operator', id: 'test' });
  expect(isRefusal(await flow.consent(next.flow.id, browser, { allowed: ['read'] }))).toBe(true);
  expect(await engine.cardea.stores.accessTokens.list({ limit: 1, clientId: client.id })).toEqual([]);
});

describe('a registration', () => {
  const add = (client: Parameters<TestEngine['addClient']>[0]) => engine.addClient(client);

  test('for tokens in the browser needs the grant implicit, and brings it where no grant is named (RFC 7591 §2.1)', async () => {
    expect(add({ responseTypes: ['id_token'] })).rejects.toThrow('needs the grant implicit');
    expect(add({ responseTypes: ['code id_token'], grantTypes: ['implicit'] })).rejects.toThrow(
      'needs the grant authorization_code',
    );
    const { id } = await add({ responseTypes: ['code id_token'], grantTypes: undefined });
    const client = await engine.cardea.stores.clients.find(id);
    expect(client?.grantTypes).toEqual(['authorization_code', 'implicit']);
  });

  test('of a web client for tokens in the browser has https addresses alone (OpenID Connect Registration §2)', () => {
    const grants = { grantTypes: ['implicit'], responseTypes: ['token'] } as const;
    expect(add({ ...grants, redirectUris: ['http://127.0.0.1/cb'] })).rejects.toThrow('https alone');
    expect(add({ ...grants, redirectUris: ['https://localhost/cb'] })).rejects.toThrow('https alone');
  });
});
