import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { assertionForm, type ClientKey, createClientKey, signAssertion } from '../../harness/assertions.ts';
import { tracesIn } from '../../harness/beside.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import {
  as,
  basic,
  type Form,
  type HeaderFields,
  introspect,
  obtainToken,
  post,
  sendRaw,
} from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
const GRANT = 'client_credentials';
const ENDPOINTS = ['token', 'introspect', 'revoke'];
let cardea: RunningCardea;
let web: AddedClient;
let poster: AddedClient;
let mac: AddedClient;
let key: AddedClient;
let spa: AddedClient;
let evil: AddedClient;
let keyPair: ClientKey;

const at = (endpoint: string, form: Form, headers: HeaderFields = {}) => post(cardea.endpoint(endpoint), form, headers);
const refused = (request: () => ReturnType<typeof post>, status: number, error: string) =>
  expectRefusal(cardea, request, { status, error });
/** What each endpoint needs beside a client. */
const common = { grant_type: GRANT, token: 'unknown' };
const rightAssertion = async (audience = cardea.issuer): Promise<string> =>
  secrets.keep(await signAssertion(keyPair, { clientId: key.clientId, audience }));

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '100000' } });
  keyPair = await createClientKey('ES256', 'key');
  web = await addClient(cardea, { name: 'WEB', scope: 'a' });
  evil = await addClient(cardea, { name: 'EVIL', scope: 'a' });
  poster = await addClient(cardea, { name: 'POST', scope: 'a', authMethod: 'client_secret_post' });
  mac = await addClient(cardea, { name: 'MAC', scope: 'a', authMethod: 'client_secret_jwt' });
  spa = await addClient(cardea, { name: 'SPA', authMethod: 'none', grants: ['none'] });
  key = await addClient(cardea, { name: 'KEY', scope: 'a', authMethod: 'private_key_jwt', keys: [keyPair.publicJwk] });
  for (const { clientSecret } of [web, evil, poster, mac]) secrets.keep(clientSecret);
});

afterAll(() => secrets.stop(cardea));

describe.each(ENDPOINTS)('at /%s', (endpoint) => {
  test('S041: a method that is not the registered one is invalid_client, with the right secret', async () => {
    const body = ({ clientId, clientSecret }: AddedClient) => ({
      ...common,
      client_id: clientId,
      client_secret: clientSecret,
    });
    for (const request of [
      () => at(endpoint, body(web)),
      () => at(endpoint, common, as(poster)),
      () => at(endpoint, common, as(mac)),
      () => at(endpoint, body(mac)),
      () => at(endpoint, common, basic(key.clientId, web.clientSecret)),
      () => at(endpoint, { ...common, client_id: key.clientId, client_secret: web.clientSecret }),
      () => at(endpoint, { ...common, client_id: key.clientId }),
      () => at(endpoint, { ...common, client_id: web.clientId }),
      () => at(endpoint, common, basic(spa.clientId, web.clientSecret)),
    ])
      await refused(request, 401, 'invalid_client');
  });

  test('S041: two methods in one request are invalid_request, whichever of them is right', async () => {
    const assertion = await rightAssertion();
    const asserted = assertionForm(assertion, { token: 'unknown' });
    for (const request of [
      () => at(endpoint, { ...common, client_id: web.clientId, client_secret: web.clientSecret }, as(web)),
      () => at(endpoint, { ...common, client_secret: 'wrong' }, as(web)),
      () => at(endpoint, asserted, as(web)),
      () => at(endpoint, asserted, basic(key.clientId, 'x')),
      () => at(endpoint, { ...Object(asserted), client_secret: web.clientSecret }),
      () => at(endpoint, { ...Object(asserted), client_id: key.clientId, client_secret: 'x' }),
      () => at(endpoint, { ...common, client_assertion: 'x' }, as(web)),
    ])
      await refused(request, 400, 'invalid_request');
  });

  test('S041: client_id in the body differs from the client that proves itself', async () => {
    await refused(() => at(endpoint, { ...common, client_id: evil.clientId }, as(web)), 400, 'invalid_request');
    const form = assertionForm(await rightAssertion(), { token: 'unknown', client_id: evil.clientId });
    await refused(() => at(endpoint, form), 401, 'invalid_client');
  });

  test('S043: every malformed Basic header is 401 with a challenge', async () => {
    const { authorization = '' } = as(web);
    for (const header of [
      'Basic',
      'Basic %%%',
      `Basic ${btoa(web.clientId)}`,
      `Basic ${btoa(`${web.clientId}:%`)}`,
      `Basic ${btoa(`${web.clientId}:%zz`)}`,
      `Basic ${btoa(`${web.clientId}:\xff\xff`)}`,
      `Basic ${'A'.repeat(8192)}`,
      `Basic ${authorization.slice(6)}=`,
      `Basic ${authorization.slice(6)} x`,
      `Basic ${authorization.slice(6)}, Basic ${authorization.slice(6)}`,
      `Basic\t${authorization.slice(6)}`,
      authorization.slice(6),
    ]) {
      const { headers } = await refused(() => at(endpoint, common, { authorization: header }), 401, 'invalid_client');
      expect(headers.get('www-authenticate')).toStartWith('Basic realm="');
    }
  });

  test('S043: unknown client, wrong secret, another secret, disabled client look alike', async () => {
    const off = await addClient(cardea, { name: 'off', scope: 'a', words: ['--disable'] });
    secrets.keep(off.clientSecret);
    const replies = await Promise.all(
      [
        basic('nobody', web.clientSecret),
        basic('nobody', 'x'),
        basic(web.clientId, evil.clientSecret),
        basic(web.clientId, 'x'),
        basic(web.clientId, ''),
        basic(off.clientId, off.clientSecret),
        basic(poster.clientId, poster.clientSecret),
        basic(spa.clientId, ''),
      ].map((headers) => at(endpoint, common, headers)),
    );
    const seen = replies.map(({ status, json, headers }) =>
      JSON.stringify([status, json.error, json.error_description, headers.get('www-authenticate')]),
    );
    expect(new Set(seen).size).toBe(1);
    expect(replies[0]?.status).toBe(401);
  });
});

describe('S043: raw requests', () => {
  const raw = (...lines: readonly string[]) => {
    const body = 'grant_type=client_credentials';
    const head = [
      'POST /api/v1/oauth/token HTTP/1.1',
      'Host: as.example',
      'Connection: close',
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
    ];
    return sendRaw(cardea, [...head, ...lines, '', body].join('\r\n'));
  };

  test('two Authorization headers, raw bytes and odd spellings are 401 and never 500', async () => {
    const right = `Authorization: ${as(web).authorization}`;
    const before = tracesIn(cardea);
    for (const lines of [
      [right, right],
      [right, `Authorization: ${basic('x', 'y').authorization}`],
      ['Authorization: Bearer x', right],
      ['Authorization: Basic \xff\xff\xff'],
      [`Authorization: \xc2\xa0${as(web).authorization}`],
    ])
      expect((await raw(...lines)).status).toBe(401);
    expect(tracesIn(cardea)).toEqual(before);
    expect((await raw(right)).status).toBe(200);
  });
});

describe('S044: a grant that is not registered for the client, or not switched on', () => {
  const GRANTS = ['password', 'implicit', 'urn:openid:params:grant-type:ciba', 'session'];

  test.each([
    'authorization_code',
    'refresh_token',
    'urn:ietf:params:oauth:grant-type:device_code',
    'urn:ietf:params:oauth:grant-type:token-exchange',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
  ])('%s is unauthorized_client for whoever is not registered for it', async (grant_type) => {
    const form = { grant_type, code: 'x', refresh_token: 'x' };
    await refused(() => at('token', form, as(web)), 400, 'unauthorized_client');
    await refused(() => at('token', { ...form, client_id: spa.clientId }), 400, 'unauthorized_client');
  });

  test.each(GRANTS)('%s is unsupported_grant_type for every client (D14)', async (grant_type) => {
    const form = { grant_type, code: 'x', refresh_token: 'x', username: 'alice', password: 'secret', device_code: 'x' };
    await refused(() => at('token', form, as(web)), 400, 'unsupported_grant_type');
    await refused(() => at('token', { ...form, client_id: spa.clientId }), 400, 'unsupported_grant_type');
  });

  test('client_credentials is unauthorized_client for whoever is not registered for it', async () => {
    const reader = await addClient(cardea, { name: 'reader', grants: ['none'] });
    secrets.keep(reader.clientSecret);
    await refused(() => at('token', { grant_type: GRANT }, as(reader)), 400, 'unauthorized_client');
    await refused(() => at('token', { grant_type: GRANT, client_id: spa.clientId }), 400, 'unauthorized_client');
    const { json } = await introspect(cardea, reader, 'unknown');
    expect(json).toEqual({ active: false });
  });

  test('a grant cannot be registered that the server does not have', async () => {
    const before = tracesIn(cardea);
    for (const grant of ['urn:openid:params:grant-type:ciba', 'CLIENT_CREDENTIALS', 'constructor']) {
      await cardea.cli(['clients', 'mod', web.clientId, '--grant', grant], { exitCodes: [1] });
    }
    expect(tracesIn(cardea)).toEqual(before);
  });
});

describe('S045: a client that acts for itself is no person', () => {
  test('user scopes, openid, offline access and admin scopes are invalid_scope', async () => {
    for (const scope of ['openid', 'profile', 'email', 'a openid', 'offline_access', 'admin', 'admin:*', '*', 'a:*'])
      await refused(() => at('token', { grant_type: GRANT, scope }, as(web)), 400, 'invalid_scope');
  });

  test('such scopes cannot be registered for it either', async () => {
    const before = tracesIn(cardea);
    for (const scope of ['openid', 'a email'])
      await cardea.cli(['clients', 'mod', web.clientId, '--scope', scope], { exitCodes: [1] });
    expect(tracesIn(cardea)).toEqual(before);
  });

  test('the token has no ID token, and its subject is the client', async () => {
    const { json } = await at('token', { grant_type: GRANT }, as(web));
    expect(json).not.toHaveProperty('id_token');
    const about = await introspect(cardea, web, secrets.keep(String(json.access_token)));
    expect(about.json).toMatchObject({ sub: web.clientId, client_id: web.clientId });
    expect(about.json).not.toHaveProperty('username');
  });

  test('an id that could be a user, a handle, a URL or Cardea itself cannot be registered', async () => {
    const before = tracesIn(cardea);
    for (const id of ['u_alice', 'usr_1', 'U_ALICE', 'cardea-cli', 'cda_cs_x', 'https://evil.example', '-x', 'a b', ''])
      await cardea.cli(['clients', 'add', '--name', 'x', '--id', id], { exitCodes: [1, 2] });
    expect(tracesIn(cardea)).toEqual(before);
  });

  test('nobody can be the client of the operator, whose id is known', async () => {
    for (const headers of [basic('cardea-cli', ''), basic('cardea-cli', web.clientSecret)])
      await refused(() => at('token', { grant_type: GRANT }, headers), 401, 'invalid_client');
    await refused(() => at('token', { grant_type: GRANT, client_id: 'cardea-cli' }), 401, 'invalid_client');
  });
});

describe('S062: what a proxy would say of a client certificate, from somebody who is no proxy', () => {
  const CLAIMS = [
    'X-SSL-Client-Cert',
    'X-Client-Cert',
    'X-SSL-Client-Verify',
    'SSL_CLIENT_CERT',
    'X_SSL_Client_Cert',
    'X-Forwarded-Client-Cert',
    'Client-Cert',
    'Forwarded',
    'X-Forwarded-User',
    'X-Remote-User',
  ];

  test.each(CLAIMS)('%s proves nothing', async (name) => {
    for (const clientId of [web.clientId, key.clientId, spa.clientId]) {
      const expected = clientId === spa.clientId ? [400, 'unauthorized_client'] : [401, 'invalid_client'];
      const form = { grant_type: GRANT, client_id: clientId };
      const before = tracesIn(cardea);
      const { status, json } = await at('token', form, { [name]: `Subject="CN=${clientId}";Verify=SUCCESS` });
      expect([status, json.error]).toEqual(expected);
      expect(tracesIn(cardea)).toEqual(before);
    }
  });

  test('nobody gets another address by saying so: the limit of the socket holds', async () => {
    await using strict = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '5' } });
    const ask = (index: number) =>
      post(
        strict.endpoint('token'),
        { grant_type: GRANT },
        {
          ...basic('nobody', web.clientSecret),
          'x-forwarded-for': `203.0.113.${index}`,
          forwarded: `for=203.0.113.${index}`,
          'x-real-ip': `203.0.113.${index}`,
        },
      );
    const statuses: number[] = [];
    for (let i = 0; i < 8; i++) statuses.push((await ask(i)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  });
});

test('S041: a right credential of each method works beside all of this', async () => {
  for (const client of [web, evil]) secrets.keep(await obtainToken(cardea, client));
  const { clientId: client_id, clientSecret: client_secret } = poster;
  expect((await at('token', { grant_type: GRANT, client_id, client_secret })).status).toBe(200);
  expect((await at('token', assertionForm(await rightAssertion()))).status).toBe(200);
});
