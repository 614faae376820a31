// S113, S115: how parameters arrive
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { tracesIn } from '../../harness/beside.ts';
import { as, basic, obtainToken, type Reply, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { expectRefused } from './expect-refused.ts';
import { FORM, form } from './form.ts';

const ENDPOINTS = ['token', 'introspect', 'revoke'] as const;
type Name = (typeof ENDPOINTS)[number];

let cardea: RunningCardea;
let client: AddedClient;
let accessToken: string;

beforeAll(async () => {
  cardea = await startCardea();
  client = await addClient(cardea, { name: 'parameters', scope: 'a b' });
  accessToken = await obtainToken(cardea, client);
});
afterAll(() => cardea.stop());

const post = (name: Name, body: BodyInit | null, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  send(cardea.endpoint(name), {
    method: 'POST',
    headers: { ...as(client), 'content-type': FORM, ...headers },
    body,
  });

/** What each endpoint grants as it stands. */
const good = (name: Name): string =>
  name === 'token' ? 'grant_type=client_credentials' : `token=${encodeURIComponent(accessToken)}`;

/** The same parameters in JSON. */
const asJson = (body: string): Record<string, string> => Object.fromEntries(new URLSearchParams(body));

/** Runs requests that must be refused, and sees that nothing was issued, revoked or changed meanwhile. */
const withoutEffect = async (requests: () => Promise<void>): Promise<void> => {
  const before = tracesIn(cardea);
  await requests();
  expect(tracesIn(cardea)).toEqual(before);
};

describe.each(ENDPOINTS)('parameters of %s', (name) => {
  test('are taken from a form and from JSON, with any parameter of the media type', async () => {
    if (name === 'revoke') return; // It would end the token of the other tests.
    for (const type of [FORM, `${FORM};charset=UTF-8`, 'Application/X-WWW-Form-URLencoded ; charset="utf-8"'])
      expect((await post(name, good(name), { 'content-type': type })).status).toBe(200);
    for (const type of ['application/json', 'application/json; charset=utf-8'])
      expect((await post(name, JSON.stringify(asJson(good(name))), { 'content-type': type })).status).toBe(200);
  });

  test('are refused where one comes twice, in a form and in JSON, also without a value (RFC 6749 §3.2)', async () => {
    const [first = '', value = ''] = good(name).split('=');
    const repeated = [
      `${good(name)}&${good(name)}`,
      `${good(name)}&${first}=`,
      `${first}=&${good(name)}`,
      `${good(name)}&${first}=other`,
      `${good(name)}&unknown=1&unknown=2`,
      `${good(name)}&${encodeURIComponent(first).replace('t', '%74')}=${value}`,
      `${good(name)}&client_id=${client.clientId}&client_id=${client.clientId}`,
    ];
    await withoutEffect(async () => {
      for (const body of repeated) expectRefused(await post(name, body), { status: 400, error: 'invalid_request' });
      const json = JSON.stringify(asJson(good(name)));
      for (const body of [
        json.replace('}', `,${json.slice(1)}`),
        json.replace('}', `,"${first.replace('t', '\\u0074')}":"other"}`),
        JSON.stringify({ [first]: [decodeURIComponent(value), decodeURIComponent(value)] }),
      ])
        expectRefused(await post(name, body, { 'content-type': 'application/json' }), {
          status: 400,
          error: 'invalid_request',
        });
    });
  });

  test('are refused in any other media type, or in none (RFC 6749 §3.2)', async () => {
    const multipart = new FormData();
    for (const [key, value] of new URLSearchParams(good(name))) multipart.set(key, value);
    const typed = new Response(multipart);
    const types = [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/xml',
      'application/x-www-form-urlencodedx',
      'application/x-www-form-urlencoded, application/json',
      'application/jsonp',
      'application/vnd.api+json',
      '__proto__',
      'constructor',
      ';',
      '/',
      'x'.repeat(4000),
    ];
    await withoutEffect(async () => {
      for (const type of types)
        expectRefused(await post(name, good(name), { 'content-type': type }), {
          status: 415,
          error: 'invalid_request',
        });
      const multipartType = typed.headers.get('content-type') ?? '';
      const multipartBody = await post(name, await typed.blob(), { 'content-type': multipartType });
      expectRefused(multipartBody, { status: 415, error: 'invalid_request' });
      const untyped = await send(cardea.endpoint(name), {
        method: 'POST',
        headers: as(client),
        body: new TextEncoder().encode(good(name)),
      });
      expectRefused(untyped, { status: 415, error: 'invalid_request' });
    });
  });

  test('are never read from the query (RFC 6749 §3.2)', async () => {
    const inQuery = (query: string, body: string): Promise<Reply> =>
      send(`${cardea.endpoint(name)}?${query}`, {
        method: 'POST',
        headers: { ...as(client), 'content-type': FORM },
        body,
      });
    await withoutEffect(async () => {
      expectRefused(await inQuery(good(name), ''), { status: 400, error: 'invalid_request' });
      const { clientId, clientSecret } = client;
      const credentials = form(['client_id', clientId], ['client_secret', clientSecret]);
      const anonymous = await send(`${cardea.endpoint(name)}?${credentials}`, {
        method: 'POST',
        headers: { 'content-type': FORM },
        body: good(name),
      });
      expectRefused(anonymous, { status: 401, error: 'invalid_client' });
    });
    expect(cardea.logs()).not.toContain(client.clientSecret);
  });

  test('are refused where their encoding is broken or they hold control characters (RFC 6749 appendix B)', async () => {
    const broken = [
      '%zz',
      '%',
      '%4',
      '%00',
      'a%00b',
      '%0a',
      '%0d%0a',
      '%1b',
      '%7f',
      '%ff',
      '%c3',
      '%c0%80',
      '%ed%a0%80',
      '\xff',
    ];
    const [first = ''] = good(name).split('=');
    await withoutEffect(async () => {
      for (const bad of broken)
        for (const body of [`${good(name)}&x=${bad}`, `${good(name)}&${bad}=x`, `${first}=${bad}`])
          expectRefused(await post(name, Buffer.from(body, 'latin1')), { status: 400, error: 'invalid_request' });
    });
  });

  test('are refused where JSON is not one flat object of texts', async () => {
    const [first = '', value = ''] = Object.entries(asJson(good(name)))[0] ?? [];
    const bodies = [
      '',
      '{',
      'null',
      '1',
      '"a"',
      '[]',
      `[${JSON.stringify(asJson(good(name)))}]`,
      JSON.stringify({ [first]: { value } }),
      JSON.stringify({ [first]: [[value]] }),
      JSON.stringify({ ...asJson(good(name)), x: '\0' }),
      JSON.stringify({ ...asJson(good(name)), x: '\ud800' }),
      JSON.stringify({ ...asJson(good(name)), 'a\0': 'x' }),
      `${JSON.stringify(asJson(good(name)))}x`,
      `{"x":1e999}`,
      `{'${first}':'${value}'}`,
    ];
    await withoutEffect(async () => {
      for (const body of bodies)
        expectRefused(await post(name, body, { 'content-type': 'application/json' }), {
          status: 400,
          error: 'invalid_request',
        });
    });
  });

  test('may be called like members of objects, and change nothing by it (S115)', async () => {
    const names = [
      '__proto__',
      'constructor',
      'constructor.prototype',
      'constructor[prototype][x]',
      'toString',
      'hasOwnProperty',
    ];
    for (const key of names) {
      const inForm = await post(
        name,
        `${good('introspect')}&${encodeURIComponent(key)}=x&${encodeURIComponent(`${key}[x]`)}=1`,
      );
      const inJson = await post(name, `{"token":"x","${key}":"x"}`, { 'content-type': 'application/json' });
      const nested = await post(name, `{"token":"x","${key}":{"x":1,"polluted":true}}`, {
        'content-type': 'application/json',
      });
      expectRefused(nested, { status: 400, error: 'invalid_request' });
      const asQuery = await send(`${cardea.endpoint(name)}?${key}[x]=1&${key}=1`, {
        method: 'POST',
        headers: { ...as(client), 'content-type': FORM, cookie: `${key}=1; ${key}[x]=1` },
        body: 'token=x',
      });
      for (const response of [inForm, inJson, asQuery]) expect(response.status).toBe(name === 'token' ? 400 : 200);
      if (name === 'revoke') {
        accessToken = await obtainToken(cardea, client);
      }
      const asGrant = await post('token', form(['grant_type', key]));
      expectRefused(asGrant, { status: 400, error: 'unsupported_grant_type' });
    }
    const ordinary = await post('token', 'grant_type=client_credentials');
    const token = ordinary.json;
    expect(Object.keys(token).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
    const { active, ...claims } = (await post('introspect', form(['token', String(token.access_token)]))).json;
    expect(active).toBe(true);
    expect(Object.keys(claims)).not.toContain('polluted');
  });
});

test('a client may be called like a member of an object, and is unknown all the same (S115)', async () => {
  for (const clientId of ['__proto__', 'constructor', 'toString']) {
    const response = await send(cardea.endpoint('token'), {
      method: 'POST',
      headers: { ...basic(clientId, 'x'), 'content-type': FORM },
      body: 'grant_type=client_credentials',
    });
    expectRefused(response, { status: 401, error: 'invalid_client' });
  }
});

test('no request of these was a defect of ours', () => {
  expect(cardea.logs()).not.toContain('"defect"');
});
