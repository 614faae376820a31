import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { post, send } from '../../harness/oauth.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';

setDefaultTimeout(60_000);
const METADATA = ['oauth-authorization-server', 'openid-configuration'] as const;
const DOCUMENTS = [...METADATA, 'oauth-protected-resource', 'jwks.json'];
let cardea: RunningCardea;

const wellKnown = (name: string): string => `${cardea.issuer}/.well-known/${name}`;
const read = (name: string) => send(wellKnown(name));

const emptyMembers = (value: unknown, path: string): readonly string[] => {
  if (value === '' || value === null) return [path];
  if (typeof value !== 'object' || value === null) return [];
  const members = Object.entries(value);
  return members.length === 0 ? [path] : members.flatMap(([name, member]) => emptyMembers(member, `${path}.${name}`));
};

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
});

afterAll(() => cardea.stop());

describe.each([...METADATA])('/.well-known/%s (RFC 8414 §2; parity: discovery)', (name) => {
  test('names the issuer exactly, and every URL lies under it (§3.3)', async () => {
    const { status, headers, json } = await read(name);
    expect([status, headers.get('content-type'), json.issuer]).toEqual([200, 'application/json', cardea.issuer]);
    for (const [member, value] of Object.entries(json))
      if (/_endpoint$|_uri$/.test(member)) expect(value).toStartWith(`${cardea.issuer}/`);
  });

  test('has no empty members (§3.2; parity: discovery)', async () => {
    expect(emptyMembers((await read(name)).json, name)).toEqual([]);
  });

  test('every endpoint it names answers in the way of an endpoint', async () => {
    const { json } = await read(name);
    const endpoints = Object.entries(json).filter(([member]) => member.endsWith('_endpoint'));
    expect(endpoints.map(([member]) => member).sort()).toEqual([
      'authorization_endpoint',
      'device_authorization_endpoint',
      'end_session_endpoint',
      'introspection_endpoint',
      'pushed_authorization_request_endpoint',
      'registration_endpoint',
      'revocation_endpoint',
      'token_endpoint',
      'userinfo_endpoint',
    ]);
    for (const member of [
      'device_authorization_endpoint',
      'introspection_endpoint',
      'pushed_authorization_request_endpoint',
      'revocation_endpoint',
      'token_endpoint',
    ])
      expect((await post(String(json[member]), '')).json.error).toBe('invalid_client');
    expect((await post(String(json.registration_endpoint), '')).json.error).toBe('invalid_client_metadata');
    expect((await send(String(json.userinfo_endpoint))).json.error).toBe('invalid_token');
    expect((await send(String(json.authorization_endpoint))).headers.get('content-type')).toStartWith('text/html');
    const signedOut = await send(String(json.end_session_endpoint), { redirect: 'manual' });
    expect([signedOut.status, signedOut.headers.get('location')]).toEqual([303, expect.stringContaining('/logout')]);
    expect((await send(String(json.jwks_uri))).json.keys).toBeArray();
  });

  test('every grant and method it names works, and what is switched off is not named (D14)', async () => {
    const { json } = await read(name);
    expect(json.grant_types_supported).toEqual([
      'authorization_code',
      'refresh_token',
      'client_credentials',
      'urn:ietf:params:oauth:grant-type:device_code',
      'urn:ietf:params:oauth:grant-type:token-exchange',
      'urn:ietf:params:oauth:grant-type:jwt-bearer',
    ]);
    expect(json.response_types_supported).toEqual(['code']);
    expect(json.code_challenge_methods_supported).toEqual(['S256']);
    expect(json.introspection_endpoint_auth_methods_supported).not.toContain('none');
  });
});

describe.each(DOCUMENTS)('/.well-known/%s', (name) => {
  test('is the same bytes while nothing changes, with a strong validator (RFC 9110 §8.8)', async () => {
    const [first, second] = [await read(name), await read(name)];
    expect(second.text).toBe(first.text);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag') ?? '');
    expect(first.headers.get('etag')).toMatch(/^"[^"]+"$/);
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
  });

  test('is not sent again to whoever has it (RFC 9110 §13.1.2)', async () => {
    const etag = (await read(name)).headers.get('etag') ?? '';
    const ask = (validator: string) => send(wellKnown(name), { headers: { 'if-none-match': validator } });
    for (const validator of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const { status, text, headers } = await ask(validator);
      expect([status, text, headers.get('etag')]).toEqual([304, '', etag]);
      expect(headers.get('cache-control')).toBe('public, max-age=300');
    }
    expect((await ask('"other"')).status).toBe(200);
  });

  test('is read by GET and HEAD alone, and by any origin', async () => {
    const head = await send(wellKnown(name), { method: 'HEAD' });
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([
      200,
      '',
      (await read(name)).headers.get('etag'),
    ]);
    const { status, headers } = await send(wellKnown(name), { method: 'POST', body: 'x' });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await read(name)).headers.get('access-control-allow-origin')).toBe('*');
  });

  test('is not changed by what a caller sends: query, Host, forwarded headers (D13)', async () => {
    const { text } = await read(name);
    const headers = {
      host: 'evil.example',
      forwarded: 'host=evil.example;proto=https',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    };
    expect((await send(`${wellKnown(name)}?issuer=evil`, { headers })).text).toBe(text);
  });
});

test('a new scope is in both documents as soon as it is registered, with another ETag', async () => {
  const before = await read('oauth-authorization-server');
  const identity = ['openid', 'profile', 'email', 'phone', 'address', 'offline_access'];
  expect(before.json.scopes_supported).toEqual(identity);
  await addClient(cardea, { name: 'scopes', scope: 'photos:read photos:write' });
  const after = await waitUntil(
    async () => {
      const reply = await read('oauth-authorization-server');
      return reply.text !== before.text && reply;
    },
    { what: 'the scope is shown', timeoutMs: 5_000 },
  );
  expect(after.json.scopes_supported).toEqual([...identity, 'photos:read', 'photos:write']);
  expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
  const { status } = await send(wellKnown('oauth-authorization-server'), {
    headers: { 'if-none-match': before.headers.get('etag') ?? '' },
  });
  expect(status).toBe(200);
  expect((await read('openid-configuration')).json.scopes_supported).toEqual(after.json.scopes_supported);
});
