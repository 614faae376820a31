import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { createHandleMint } from '@cardea/crypto';
import { formatHandle, isRefusal, parseHandle, VERIFIER_CHARS } from '@cardea/protocol';
import { atOnce } from '../../harness/at-once.ts';
import { CALLBACK, ISSUER, type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, answered, asked, granted, pkce, refused, type Values } from '../../harness/flow-values.ts';

const PREFIX = 'urn:ietf:params:oauth:request_uri:';
const TTL_SECONDS = 90;
const ROUNDS = 20;
const RACERS = 50;

let engine: TestEngine;
let person: Person;
let web: RegisteredClient;
let evil: RegisteredClient;
let spa: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open({ CARDEA_AUTHORIZE_RATE: '0' });
  person = await engine.addPerson();
  [web, evil, spa] = [
    await engine.addClient(),
    await engine.addClient({ redirectUris: ['https://evil.example/cb'] }),
    await engine.addClient({ authMethod: 'none' }),
  ];
});
afterAll(async () => engine[Symbol.asyncDispose]());

const { challenge } = pkce();
const request = {
  response_type: 'code',
  redirect_uri: CALLBACK,
  scope: 'openid read',
  state: 'pushed',
  code_challenge: challenge,
  code_challenge_method: 'S256',
} satisfies Values;

const push = async (client: RegisteredClient, changes: Values = {}) =>
  granted(await engine.push(client, { ...request, ...changes }));
const begin = (client: RegisteredClient, request_uri: string, changes: Values = {}) =>
  engine.begin({ client_id: client.id, request_uri, ...changes });

describe('the answer to a pushed request (RFC 9126 §2.2)', () => {
  test('is a URI that nobody guesses, good for a short while', async () => {
    const { request_uri, expires_in } = await push(web);
    expect(request_uri).toStartWith(`${PREFIX}cda_pr_`);
    expect(expires_in).toBe(TTL_SECONDS);
    expect((await push(web)).request_uri).not.toBe(request_uri);
  });

  test('stands for the parameters that were pushed', async () => {
    const { flow } = asked(granted(await begin(web, (await push(web)).request_uri)));
    expect(flow.request).toMatchObject({
      clientId: web.id,
      redirectUri: CALLBACK,
      scopes: ['openid', 'read'],
      state: 'pushed',
      codeChallenge: challenge,
    });
  });

  test('is had by public clients too (§2.1)', async () => {
    asked(granted(await begin(spa, (await push(spa)).request_uri)));
  });

  test('holds nothing that proved the client', async () => {
    const { request_uri } = await push(web, { client_secret: undefined, unknown: 'x' });
    const id = request_uri.slice(`${PREFIX}cda_pr_`.length).slice(0, 22);
    const stored = await engine.cardea.stores.pushedRequests.find(id);
    expect(stored?.parameters.map(([name]) => name).sort()).toEqual(['client_id', ...Object.keys(request)].sort());
  });

  test('is the way to tokens like any other', async () => {
    const code = await engine.code({
      client: web,
      person,
      push: async (values) => ({ client_id: web.id, request_uri: granted(await engine.push(web, values)).request_uri }),
    });
    expect(granted(await engine.redeem(code)).scope).toBe('openid offline_access');
  });
});

describe('a pushed request is judged like one at the authorization endpoint (§2.1)', () => {
  test.each([
    [{ response_type: undefined }, 'invalid_request'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ redirect_uri: 'https://evil.example/cb' }, 'invalid_request'],
    [{ scope: 'openid nothing' }, 'invalid_scope'],
    [{ code_challenge: undefined }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ resource: 'https://unknown.example' }, 'invalid_target'],
    [{ prompt: 'none login' }, 'invalid_request'],
    [{ id_token_hint: 'a.b.c' }, 'invalid_request'],
    [{ state: 'x'.repeat(2049) }, 'invalid_request'],
    [{ request: 'e30.e30.' }, 'invalid_request_object'],
    [{ request_uri: `${PREFIX}x` }, 'invalid_request'],
    [{ request_uri: 'https://web.example/request' }, 'invalid_request'],
  ])('%j is refused as there', async (changes, error) => {
    expect(refused(await engine.push(web, { ...request, ...changes })).error).toBe(error as never);
  });

  test('client_id may be left out, and is that of who authenticates (§2.1)', async () => {
    await push(web, { client_id: web.id });
    expect(refused(await engine.push(web, { ...request, client_id: evil.id })).error).toBe('invalid_request');
  });

  test('a client that does not prove itself pushes nothing', async () => {
    for (const client of [
      { ...web, secret: 'wrong' },
      { ...web, secret: undefined },
      { ...web, id: 'nobody' },
    ])
      expect(refused(await engine.push(client, request)).error).toBe('invalid_client');
  });
});

describe('a request_uri is refused to the person, and nothing is sent anywhere (§4, S011)', () => {
  test('to another client, for which it stays good', async () => {
    const { request_uri } = await push(web);
    const refusal = refused(await begin(evil, request_uri, { redirect_uri: 'https://evil.example/cb' }));
    expect(refusal).toMatchObject({ code: 'pushed.client_differs', error: 'invalid_request_uri', status: 400 });
    asked(granted(await begin(web, request_uri)));
  });

  test('after it expired', async () => {
    const { request_uri } = await push(web);
    engine.clock.advance(TTL_SECONDS * 1000);
    expect(refused(await begin(web, request_uri)).code).toBe('pushed.expired');
  });

  test('when it comes again: while the person is asked, and after the answer', async () => {
    const { request_uri } = await push(web);
    const browser = aBrowser();
    const { flow } = asked(granted(await engine.begin({ client_id: web.id, request_uri }, browser)));
    expect(refused(await begin(web, request_uri)).code).toBe('pushed.unknown');
    granted(await engine.cardea.engine.flow.cancel(flow.id, browser));
    expect(refused(await begin(web, request_uri)).code).toBe('pushed.unknown');
  });

  test('where it is none of ours', async () => {
    const { request_uri } = await push(web);
    const other = (await push(web)).request_uri;
    const mixed = request_uri.slice(0, PREFIX.length + 40) + other.slice(PREFIX.length + 40);
    for (const uri of [PREFIX, `${PREFIX}x`, request_uri.slice(0, -1), `${request_uri}x`, mixed])
      expect(refused(await begin(web, uri)).error).toBe('invalid_request_uri');
    asked(granted(await begin(web, request_uri)));
  });

  test('whose verifier is wrong, although its selector is right', async () => {
    const { request_uri } = await push(web);
    const parts = parseHandle('pushed_request', request_uri.slice(PREFIX.length));
    if (parts === undefined) throw new Error('it is no handle');
    const forged = formatHandle('pushed_request', { selector: parts.selector, verifier: 'A'.repeat(VERIFIER_CHARS) });
    expect(refused(await begin(web, PREFIX + forged)).code).toBe('pushed.unknown');
    asked(granted(await begin(web, request_uri)));
  });

  test.each(['access_token', 'authorization_code', 'refresh_token', 'device_code'] as const)(
    'where it is a handle of another kind: %s (S051)',
    async (kind) => {
      const { text } = createHandleMint().mint(kind, engine.clock.nowMs());
      expect(refused(await begin(web, PREFIX + text)).code).toBe('pushed.malformed');
    },
  );
});

test('what the browser brings beside the request_uri does not count (§4, S011)', async () => {
  const { request_uri } = await push(web);
  const changes = { scope: 'openid write', redirect_uri: 'https://evil.example/cb', state: 'other', prompt: 'none' };
  const { flow } = asked(granted(await begin(web, request_uri, changes)));
  expect(flow.request).toMatchObject({
    scopes: ['openid', 'read'],
    redirectUri: CALLBACK,
    state: 'pushed',
    prompts: [],
  });
});

test('prompt=none uses it up as well: the answer comes once', async () => {
  const { request_uri } = await push(web, { prompt: 'none' });
  expect(answered(granted(await begin(web, request_uri)))).toMatchObject({ error: 'login_required', state: 'pushed' });
  expect(refused(await begin(web, request_uri)).code).toBe('pushed.unknown');
});

test('of many browsers that come with one request_uri, one goes on (S011)', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { request_uri } = await push(web);
    const outcomes = await atOnce(RACERS, () => begin(web, request_uri));
    expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(1);
  }
});

test('with a live session and remembered consent, of many that come at once one gets a code', async () => {
  const { browser } = await engine.signIn({ client: web, person, request: { scope: 'openid read' } });
  for (let round = 0; round < ROUNDS; round++) {
    const { request_uri } = await push(web);
    const outcomes = await atOnce(RACERS, () => engine.begin({ client_id: web.id, request_uri }, browser));
    const codes = outcomes.flatMap((outcome) => (isRefusal(outcome) ? [] : [answered(outcome).code]));
    expect(codes).toEqual([expect.stringContaining('cda_ac_')]);
  }
});

test('a client that must push gets nothing by the browser alone (§6)', async () => {
  const client = await engine.addClient({ requirePushedRequests: true });
  const direct = answered(granted(await engine.begin({ ...request, client_id: client.id })));
  expect(direct).toMatchObject({ error: 'invalid_request', state: 'pushed', iss: ISSUER });
  asked(granted(await begin(client, (await push(client)).request_uri)));
});

test('a client that was changed meanwhile is judged as it is now', async () => {
  const client = await engine.addClient();
  const operator = { kind: 'operator', id: 'test' } as const;
  const narrowed = (await push(client)).request_uri;
  await engine.cardea.management.clients.modify({ id: client.id, scopes: ['openid'] }, operator);
  expect(answered(granted(await begin(client, narrowed)))).toMatchObject({ error: 'invalid_scope' });
  const moved = (await push(client, { scope: 'openid' })).request_uri;
  await engine.cardea.management.clients.modify({ id: client.id, redirectUris: ['https://web.example/2'] }, operator);
  expect(refused(await begin(client, moved)).code).toBe('authorize.redirect_uri');
});

test('a whole server can ask for it (§5)', async () => {
  await using strict = await TestEngine.open({ CARDEA_REQUIRE_PUSHED_REQUESTS: 'true' });
  expect(strict.cardea.engine.metadata([]).require_pushed_authorization_requests).toBe(true);
  const client = await strict.addClient();
  const direct = answered(granted(await strict.begin({ ...request, client_id: client.id })));
  expect(direct).toMatchObject({ error: 'invalid_request' });
});

test('the server is known in discovery (§5)', () => {
  expect(engine.cardea.engine.metadata([])).toMatchObject({
    pushed_authorization_request_endpoint: `${ISSUER}/api/v1/oauth/par`,
    require_pushed_authorization_requests: false,
  });
});
