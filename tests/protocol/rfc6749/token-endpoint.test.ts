import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { tracesIn } from '../../harness/beside.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { as, introspect, obtainToken, post, postJson, requestToken, send, sendRaw } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
const GRANT = 'grant_type=client_credentials';
let cardea: RunningCardea;
let client: AddedClient;
let poster: AddedClient;
let reader: AddedClient;

const ask = (form: Parameters<typeof post>[1], headers = as(client)) => post(cardea.endpoint('token'), form, headers);
const askJson = (body: unknown, headers = as(client)) => postJson(cardea.endpoint('token'), body, headers);
const refused = (request: () => ReturnType<typeof post>, status: number, error: string) =>
  expectRefusal(cardea, request, { status, error });

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '10000' } });
  client = await addClient(cardea, { name: 'token endpoint', scope: 'a b c' });
  poster = await addClient(cardea, { name: 'poster', scope: 'a', authMethod: 'client_secret_post' });
  reader = await addClient(cardea, { name: 'no grants', grants: ['none'] });
  for (const { clientSecret } of [client, poster, reader]) secrets.keep(clientSecret);
});

afterAll(() => secrets.stop(cardea));

describe('the request (RFC 6749 §3.2, appendix B)', () => {
  test('is a form, whatever the parameters of its media type and its case', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded; charset=UTF-8',
      'Application/X-WWW-Form-Urlencoded;charset=utf-8',
    ])
      expect((await ask(GRANT, { ...as(client), 'content-type': type })).status).toBe(200);
  });

  test('may be JSON with the same parameters (parity: token)', async () => {
    const { status, json } = await askJson({ grant_type: 'client_credentials', scope: 'a b', expires_in: 60 });
    expect({ status, scope: json.scope, expires_in: json.expires_in }).toEqual({
      status: 200,
      scope: 'a b',
      expires_in: 60,
    });
    const { clientId: client_id, clientSecret: client_secret } = poster;
    const body = { grant_type: 'client_credentials', client_id, client_secret };
    expect((await askJson(body, {})).status).toBe(200);
  });

  test('is decoded: percent, plus, UTF-8', async () => {
    expect((await ask('%67rant_type=client%5Fcredentials&scope=a+b')).json.scope).toBe('a b');
    expect((await ask('grant_type=client_credentials&scope=a%20c')).json.scope).toBe('a c');
    expect((await ask(`&&${GRANT}&&x=%C3%A9&`)).status).toBe(200);
  });

  test('unknown parameters are ignored (§3.2)', async () => {
    const odd = `${GRANT}&foo=bar&__proto__=x&constructor=y&toString=z&sub=alice&iss=x&client=evil`;
    const { status, json } = await ask(odd);
    expect([status, json.scope]).toEqual([200, 'a b c']);
    const text = '{"grant_type":"client_credentials","__proto__":"x","constructor":"y","nested":null}';
    expect((await askJson(text)).status).toBe(200);
  });

  test('a parameter without a value counts as omitted (§3.1)', async () => {
    expect((await ask(`${GRANT}&scope=`)).json.scope).toBe('a b c');
    expect((await ask(`${GRANT}&scope&resource=&expires_in=`)).json.scope).toBe('a b c');
    expect((await ask(`${GRANT}&client_secret=&client_assertion=`)).status).toBe(200);
    await refused(() => ask('grant_type='), 400, 'invalid_request');
    expect((await askJson({ grant_type: 'client_credentials', scope: null })).json.scope).toBe('a b c');
  });

  test.each([
    `${GRANT}&${GRANT}`,
    `${GRANT}&scope=a&scope=b`,
    `${GRANT}&scope=a&scope=a`,
    `${GRANT}&scope=&scope=a`,
    `${GRANT}&scop%65=a&scope=b`,
    `${GRANT}&unknown=1&unknown=2`,
  ])('a parameter that comes twice is refused (§3.2): %s', async (form) => {
    await refused(() => ask(form), 400, 'invalid_request');
  });

  test.each([
    '{"grant_type":"client_credentials","grant_type":"client_credentials"}',
    '{"grant_type":"client_credentials","grant_typ\\u0065":"password"}',
    '{"grant_type":"client_credentials","scope":["a","b"]}',
    '{"grant_type":"client_credentials","scope":{"a":1}}',
    '{"grant_type":["client_credentials","client_credentials"]}',
    '["grant_type"]',
    '"grant_type"',
    '{"grant_type":"client_credentials"',
    '',
    `{"grant_type":"client_credentials","a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    '{"grant_type":"client_credentials","scope":"a\\u0000"}',
    '{"grant_type":"client_credentials","state":"a\\u001fb"}',
    '{"grant_type":"client_credentials","scop\\u0007e":"a"}',
    '{"grant_type":"client_credentials","state":"\\ud800"}',
  ])('JSON that is no flat object of parameters is refused: case %#', async (body) => {
    await refused(() => askJson(body), 400, 'invalid_request');
  });

  test.each(['%', '%zz', '%ff', '%c3%28', '%00', '%01', '%7f', '\xff', '\x00'])(
    'a broken encoding is refused (appendix B): case %#',
    async (value) => {
      const bytes = new Uint8Array(Buffer.from(`${GRANT}&state=${value}`, 'latin1'));
      await refused(() => ask(bytes), 400, 'invalid_request');
    },
  );

  test('parameters of the query are never looked at (§3.2)', async () => {
    const url = cardea.endpoint('token');
    const { clientId, clientSecret } = poster;
    await refused(() => post(`${url}?${GRANT}`, '', as(client)), 400, 'invalid_request');
    await refused(
      () => post(`${url}?client_id=${clientId}&client_secret=${clientSecret}`, GRANT),
      401,
      'invalid_client',
    );
    expect((await post(`${url}?grant_type=password&scope=zzz`, GRANT, as(client))).status).toBe(200);
  });

  test.each([
    ['multipart/form-data; boundary=x', '--x--'],
    ['text/plain', GRANT],
    ['application/xml', GRANT],
    ['constructor', GRANT],
    ['', GRANT],
  ])('another media type is refused: %s', async (type, body) => {
    await refused(() => ask(body, { ...as(client), 'content-type': type }), 415, 'invalid_request');
  });

  test('more than 64 KiB is refused, declared or not (design D6)', async () => {
    const body = `${GRANT}&x=${'y'.repeat(64 * 1024)}`;
    await refused(() => ask(body), 413, 'invalid_request');
    const stream = new Blob([body]).stream();
    const headers = { ...as(client), 'content-type': 'application/x-www-form-urlencoded' };
    await refused(
      () => send(cardea.endpoint('token'), { method: 'POST', headers, body: stream }),
      413,
      'invalid_request',
    );
  });

  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])(
    '%s is refused: POST only (§3.2; parity: Akana)',
    async (method) => {
      const before = tracesIn(cardea);
      const { status, headers } = await send(`${cardea.endpoint('token')}?${GRANT}`, { method, headers: as(client) });
      expect([status, headers.get('allow'), headers.get('cache-control')]).toEqual([405, 'POST, OPTIONS', 'no-store']);
      expect(tracesIn(cardea)).toEqual(before);
    },
  );

  test.each(['x', 'a.b', 'evil.example', 'evil.example:8080', '[::1]'])(
    'the Host that a caller names changes neither path nor issuer (design D13): %s',
    async (host) => {
      const { status, text } = await sendRaw(
        cardea,
        [
          'POST /api/v1/oauth/token HTTP/1.1',
          `Host: ${host}`,
          'Connection: close',
          'Content-Type: application/x-www-form-urlencoded',
          `Content-Length: ${GRANT.length}`,
          `Authorization: ${as(client).authorization}`,
          '',
          GRANT,
        ].join('\r\n'),
      );
      expect(status).toBe(200);
      const token = secrets.keep(/cda_at_[\w-]+/.exec(text)?.[0] ?? '');
      expect((await introspect(cardea, client, token)).json.iss).toBe(cardea.issuer);
      const hidden = await sendRaw(cardea, `GET /hidden/livez HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      expect(hidden.status).toBe(404);
    },
  );
});

describe('the client credentials grant (RFC 6749 §4.4)', () => {
  test('answers access_token, token_type, numeric expires_in and scope, and no refresh token (§4.4.3, §5.1; parity: x/oauth2)', async () => {
    const { status, headers, json } = await requestToken(cardea, client, { scope: 'b a' });
    expect(status).toBe(200);
    expect(Object.keys(json).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'b a' });
    expect(headers.get('content-type')).toBe('application/json');
    secrets.keep(String(json.access_token));
  });

  test('is never stored by caches (§5.1)', async () => {
    const { headers } = await requestToken(cardea, client);
    expect([headers.get('cache-control'), headers.get('pragma')]).toEqual(['no-store', 'no-cache']);
  });

  test("without scope: the client's configured scope; with one: at most that (§3.3; parity: client_credentials)", async () => {
    expect((await requestToken(cardea, client)).json.scope).toBe('a b c');
    expect((await requestToken(cardea, client, { scope: 'c' })).json.scope).toBe('c');
    expect((await requestToken(cardea, client, { scope: 'c c' })).json.scope).toBe('c');
    for (const scope of ['d', 'a d', 'A', '*', 'a*'])
      await refused(() => requestToken(cardea, client, { scope }), 400, 'invalid_scope');
  });

  test.each([' a', 'a ', 'a  b', 'a\tb', 'a"b', 'a\\b', 'ä', `${'x'.repeat(129)}`, 'a '.repeat(65).trim()])(
    'a malformed scope is refused (§3.3): case %#',
    async (scope) => {
      await refused(() => requestToken(cardea, client, { scope }), 400, 'invalid_scope');
    },
  );

  test('the token is at work as soon as it is answered, and says who and what', async () => {
    const token = secrets.keep(await obtainToken(cardea, client, { scope: 'a' }));
    const { json } = await introspect(cardea, client, token);
    expect(json).toMatchObject({ active: true, client_id: client.clientId, sub: client.clientId, scope: 'a' });
  });

  test('a public client gets none (§4.4)', async () => {
    const words = ['clients', 'add', '--name', 'x', '--auth-method', 'none', '--grant', 'client_credentials'];
    expect((await cardea.cli(words, { exitCodes: [1] })).stderr).toContain('client_credentials');
    const open = await addClient(cardea, { name: 'public', authMethod: 'none', grants: ['none'] });
    const form = { grant_type: 'client_credentials', client_id: open.clientId };
    await refused(() => post(cardea.endpoint('token'), form), 400, 'unauthorized_client');
  });
});

describe('errors (RFC 6749 §5.2)', () => {
  test.each([
    ['unsupported_grant_type', { grant_type: 'password', username: 'x', password: 'y' }],
    ['unsupported_grant_type', { grant_type: 'CLIENT_CREDENTIALS' }],
    ['unauthorized_client', { grant_type: 'authorization_code', code: 'x' }],
    ['unsupported_grant_type', { grant_type: 'constructor' }],
    ['invalid_request', { scope: 'a' }],
    ['invalid_scope', { grant_type: 'client_credentials', scope: 'nope' }],
    ['invalid_target', { grant_type: 'client_credentials', resource: 'https://nope.example' }],
    ['invalid_request', { grant_type: 'client_credentials', expires_in: '-1' }],
  ])('%s is 400: case %#', async (error, form) => {
    const { headers } = await refused(() => ask(form), 400, error);
    expect(headers.get('www-authenticate')).toBeNull();
  });

  test('a grant that the client is not registered for is unauthorized_client', async () => {
    await refused(() => ask(GRANT, as(reader)), 400, 'unauthorized_client');
  });

  test('the client is judged before its grant: a stranger learns nothing of grants and scopes', async () => {
    const stranger = as({ ...client, clientSecret: `${client.clientSecret.slice(0, -1)}_` });
    for (const form of [GRANT, 'grant_type=password', `${GRANT}&scope=nope`, ''])
      await refused(() => ask(form, stranger), 401, 'invalid_client');
  });

  test('what a caller sent is never in the answer', async () => {
    const marker = 'marker<script>';
    for (const form of [
      { grant_type: marker },
      { grant_type: 'client_credentials', scope: marker },
      { grant_type: 'client_credentials', resource: `https://x.example/${marker}` },
      { grant_type: 'client_credentials', expires_in: marker },
    ])
      expect((await ask(form)).text).not.toContain('marker');
  });
});
