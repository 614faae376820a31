import { describe, expect, test } from 'bun:test';
import { type Refusal, refuse } from '@cardea/protocol';
import { Elysia } from 'elysia';
import type { VerifiedToken } from '../verify/verified-token.ts';
import type { ProtectOptions } from './options.ts';
import { protect } from './protect.ts';

const AUDIENCE = 'https://api.example.com/photos';
const POINTER = 'resource_metadata="https://api.example.com/.well-known/oauth-protected-resource/photos"';

/** Tokens here are their scopes, joined by dots; `bad` is none. */
const verify = async (token: string): Promise<VerifiedToken | Refusal> =>
  token === 'bad'
    ? refuse('token.unknown')
    : {
        subject: 'alice',
        clientId: 'app',
        scopes: token.replaceAll('~', ':').replaceAll('-all', '*').split('.'),
        audience: [token.startsWith('elsewhere') ? 'https://other.example' : AUDIENCE],
        expiresAt: undefined,
        id: undefined,
        claims: {},
      };

const request = (token?: string): Request =>
  new Request(AUDIENCE, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

const api = protect({ verify, audience: AUDIENCE, scopes: ['photos:read'] });

describe('a guarded fetch handler', () => {
  const handler = api.guard((_request, token, suffix: string) => new Response(token.subject + suffix));
  const writes = api.requires('photos:write').guard(() => new Response('written'));

  test('gets the token and what else the server passes', async () => {
    expect(await (await handler(request('photos~read'), '!')).text()).toBe('alice!');
  });

  test('is not called without a token that opens it', async () => {
    let calls = 0;
    const counted = api.guard(() => new Response(String(++calls)));
    for (const [token, status] of [
      [undefined, 401],
      ['bad', 401],
      ['elsewhere.photos~read', 401],
      ['photos', 403],
      ['a b', 401],
    ] as const) {
      expect((await counted(request(token))).status).toBe(status);
    }
    expect(calls).toBe(0);
  });

  test.each([
    ['photos~read', 200, 403],
    ['photos~write', 403, 403],
    ['photos~read.photos~write', 200, 200],
    ['photos~-all', 200, 200],
    ['-all', 200, 200],
    ['photos', 403, 403],
    ['read', 403, 403],
    ['photosets~-all', 403, 403],
  ])('with the scope %s reading is %i and writing %i', async (token, reading, writing) => {
    expect((await handler(request(token), '')).status).toBe(reading);
    expect((await writes(request(token))).status).toBe(writing);
  });

  test('names all that a route needs in its challenge (RFC 6750 §3)', async () => {
    const refused = await writes(request('photos~read'));
    expect(refused.headers.get('www-authenticate')).toBe(
      `Bearer realm="${AUDIENCE}", error="insufficient_scope", error_description="The access token lacks the required scope", scope="photos:read photos:write", ${POINTER}`,
    );
    const missing = await writes(request());
    expect(missing.headers.get('www-authenticate')).toBe(`Bearer realm="${AUDIENCE}", ${POINTER}`);
  });

  test('the operator learns why, the caller does not', async () => {
    const seen: Refusal[] = [];
    const logged = protect({ verify, audience: AUDIENCE, scopes: ['a'], onRefusal: (refusal) => seen.push(refusal) });
    await logged.check(request('bad'));
    await logged.check(request('b'));
    expect(seen.map(({ code }) => code)).toEqual(['token.unknown', 'token.scope']);
    expect(seen[1]?.detail).toEqual({ missing: ['a'], granted: ['b'] });
  });

  test('a defect of the verifier opens nothing', async () => {
    const broken = protect({
      verify: async () => {
        throw new Error('defect');
      },
      audience: AUDIENCE,
      scopes: [],
    });
    await expect(broken.guard(() => new Response('open'))(request('x'))).rejects.toThrow('defect');
  });

  test('works behind Bun.serve', async () => {
    const server = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      routes: { '/photos/:id': api.guard((req: Bun.BunRequest<'/photos/:id'>) => new Response(req.params.id)) },
      fetch: () => new Response(null, { status: 404 }),
    });
    const url = `${server.url}photos/7`;
    expect(await (await fetch(url, { headers: { 'X-Auth-Token': 'photos~read' } })).text()).toBe('7');
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(`${url}?access_token=photos~read`)).status).toBe(400);
    await server.stop(true);
  });
});

describe.each([true, false])('guarded routes of Elysia (ahead-of-time compiled: %p)', (aot) => {
  const shared = new Elysia({ aot }).get('/shared', () => 'shared');
  const app = new Elysia({ aot })
    .onError(() => 'the handler of errors is not asked')
    .get('/open', () => 'open')
    .group('/photos', (photos) =>
      photos
        .use(api.elysia())
        .get('/', ({ token }) => token.subject)
        .post('/', ({ token }) => token.scopes.join(' '), { requires: 'photos:write' })
        .delete('/', () => 'gone', { requires: ['photos:write', 'photos:delete'] })
        .use(shared),
    )
    .get('/after', () => 'after');
  const ask = (path: string, token?: string, method = 'GET'): Promise<Response> =>
    app.handle(
      new Request(`https://api.example.com${path}`, {
        method,
        headers: token === undefined ? {} : { authorization: `bearer ${token}` },
      }),
    );

  test('have the token in their context', async () => {
    expect(await (await ask('/photos', 'photos~read')).text()).toBe('alice');
    expect(await (await ask('/photos', 'photos~-all', 'POST')).text()).toBe('photos:*');
  });

  test('are refused with the whole response of the guard', async () => {
    const refused = await ask('/photos');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toBe(`Bearer realm="${AUDIENCE}", ${POINTER}`);
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(refused.headers.get('content-type')).toBe('application/json');
    expect(await refused.json()).toEqual({ error: 'invalid_token', error_description: 'An access token is required' });
  });

  test('need their own scopes too', async () => {
    const refused = await ask('/photos', 'photos~read', 'POST');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('www-authenticate')).toContain('scope="photos:read photos:write"');
    expect((await ask('/photos', 'photos~read.photos~write', 'DELETE')).status).toBe(403);
    expect((await ask('/photos', 'photos~-all', 'DELETE')).status).toBe(200);
    expect((await ask('/photos', undefined, 'DELETE')).status).toBe(401);
  });

  test('are those after the guard in its instance, with the plugins they use, and no others', async () => {
    expect((await ask('/photos/shared')).status).toBe(401);
    expect((await ask('/photos/shared', 'photos~read')).status).toBe(200);
    expect((await ask('/open')).status).toBe(200);
    expect((await ask('/after')).status).toBe(200);
  });
});

describe('options', () => {
  const remote = { issuer: 'https://auth.example.com', audience: AUDIENCE, scopes: [] };

  test.each<[string, ProtectOptions]>([
    ['an issuer over http elsewhere', { ...remote, issuer: 'http://auth.example.com' }],
    ['an issuer that is no URL', { ...remote, issuer: 'auth' }],
    ['an issuer on a host that only begins as loopback', { ...remote, issuer: 'http://127.0.0.1.evil.example' }],
    ['no audience', { ...remote, audience: [] }],
    ['an empty audience', { ...remote, audience: '' }],
    ['the algorithm none', { ...remote, algorithms: ['none'] }],
    ['a MAC', { ...remote, algorithms: ['ES256', 'HS256'] }],
    ['a skew of ten minutes', { ...remote, clockSkewSeconds: 600 }],
    ['a skew that is no number', { ...remote, clockSkewSeconds: Number.NaN }],
    ['two scopes in one', { ...remote, scopes: ['photos:read photos:write'] }],
    ['an empty scope', { ...remote, scopes: [''] }],
    ['a realm with a line break', { ...remote, realm: 'a\r\nb' }],
  ])('%s is refused at once', (_, options) => expect(() => protect(options)).toThrow());

  test('http is for loopback, or for a network that the operator vouches for', () => {
    for (const issuer of [
      'http://localhost:8080',
      'http://127.0.0.1',
      'http://[::1]:8080',
      'https://auth.example.com',
    ]) {
      expect(() => protect({ ...remote, issuer })).not.toThrow();
    }
    expect(() => protect({ ...remote, issuer: 'http://auth:8080', allowHttp: true })).not.toThrow();
  });

  test('the pointer to the metadata can be named or left out', async () => {
    const pointer = async (resourceMetadata: string | false): Promise<string | null> => {
      const outcome = await protect({ verify, audience: 'photos', scopes: [], resourceMetadata }).check(request());
      return outcome instanceof Response ? outcome.headers.get('www-authenticate') : null;
    };
    expect(await pointer(false)).toBe('Bearer realm="photos"');
    expect(await pointer('https://m.example')).toBe('Bearer realm="photos", resource_metadata="https://m.example"');
  });
});
