// S123: methods, and what a cache may keep
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { tracesIn } from '../../harness/beside.ts';
import { as, obtainToken, type Reply, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { expectRefused } from './expect-refused.ts';
import { FORM } from './form.ts';
import { exchange } from './raw-exchange.ts';

const ALL = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'QUERY',
] as const;

/** What people open, and what it may be asked with: refusals are pages. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  '/api/v1/oauth/authorize': ['GET', 'POST'],
  '/api/v1/oauth/logout': ['GET', 'POST'],
  '/api/v1/oauth/check-session': ['GET'],
  '/login': ['GET', 'POST'],
  '/login/passkey': ['POST'],
  '/login/code': ['GET', 'POST'],
  '/login/factor': ['GET', 'POST'],
  '/login/setup': ['GET', 'POST'],
  '/login/upstream': ['POST'],
  '/login/upstream/callback/:provider': ['GET'],
  '/select-account': ['GET', 'POST'],
  '/consent': ['GET', 'POST'],
  '/cancel': ['POST'],
  '/device': ['GET', 'POST'],
  '/logout': ['GET', 'POST'],
  '/forgot-password': ['GET', 'POST'],
  '/sign-up': ['GET', 'POST'],
  '/setup': ['GET', 'POST'],
  '/assets/accent.css': ['GET'],
  '/assets/logo': ['GET'],
  '/link': ['GET', 'POST'],
  '/account': ['GET'],
  '/account/switch': ['GET'],
  '/account/confirm': ['GET'],
  '/account/goodbye': ['GET'],
  '/account/profile': ['GET', 'POST'],
  '/account/password': ['GET', 'POST'],
  '/account/security': ['GET', 'POST'],
  '/account/app-passwords': ['GET', 'POST'],
  '/account/applications': ['GET', 'POST'],
  '/account/links': ['GET', 'POST'],
  '/account/devices': ['GET', 'POST'],
  '/account/data': ['GET', 'POST'],
  '/account/delete': ['GET', 'POST'],
  '/error': ['GET'],
  '/dev/mail': ['GET'],
  '/admin': ['GET', 'HEAD'],
  '/admin/*': ['GET', 'HEAD'],
  '/admin/sign-in': ['GET'],
  '/admin/callback': ['GET'],
};

/** Every path of the public surface, and what it may be asked with. */
const ROUTES: Readonly<Record<string, readonly string[]>> = {
  ...PAGES,
  '/api/v1/oauth/token': ['POST', 'OPTIONS'],
  '/api/v1/oauth/device': ['POST'],
  '/api/v1/oauth/introspect': ['POST'],
  '/api/v1/oauth/par': ['POST', 'OPTIONS'],
  '/api/v1/oauth/register': ['POST', 'OPTIONS'],
  '/api/v1/oauth/register/:id': ['GET', 'PUT', 'DELETE', 'OPTIONS'],
  '/api/v1/oauth/revoke': ['POST', 'OPTIONS'],
  '/api/v1/oauth/userinfo': ['GET', 'POST', 'OPTIONS'],
  '/api/v1/metrics': ['GET', 'HEAD'],
  '/api/v1/session': ['GET', 'POST', 'DELETE', 'OPTIONS'],
  '/admin/trpc/*': ['GET', 'POST'],
  '/admin/openapi.json': ['GET', 'HEAD', 'OPTIONS'],
  '/admin/api/*': ['GET', 'POST'],
  '/admin/session': ['GET'],
  '/admin/sign-out': ['POST'],
  '/admin/assets/*': ['GET', 'HEAD'],
  '/livez': ['GET', 'HEAD'],
  '/readyz': ['GET', 'HEAD'],
  '/.well-known/oauth-authorization-server': ['GET', 'HEAD'],
  '/.well-known/openid-configuration': ['GET', 'HEAD'],
  '/.well-known/oauth-protected-resource': ['GET', 'HEAD'],
  '/.well-known/jwks.json': ['GET', 'HEAD'],
};

setDefaultTimeout(60_000);
let cardea: RunningCardea;
let client: AddedClient;
let accessToken: string;

beforeAll(async () => {
  // With everything on that may be off
  cardea = await startCardea({ env: { CARDEA_SIGN_UP: 'verified_email', CARDEA_EMAIL_CODES: 'true' } });
  client = await addClient(cardea, { name: 'methods', scope: 'a' });
  accessToken = await obtainToken(cardea, client);
});
afterAll(() => cardea.stop());

/** A request that would do something, but for its method. */
const ask = async (method: string, path: string): Promise<Pick<Reply, 'status' | 'headers' | 'text'>> => {
  const body = `grant_type=client_credentials&token=${accessToken}`;
  const headers = { ...as(client), 'content-type': FORM };
  if (method === 'GET' || method === 'HEAD') return await send(cardea.issuer + path, { method, headers });
  if (method !== 'TRACE' && method !== 'CONNECT') return await send(cardea.issuer + path, { method, headers, body });
  // `fetch` does not send these two.
  const lines = Object.entries({ ...headers, host: new URL(cardea.issuer).host, 'content-length': body.length });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const { answers } = await exchange(cardea.port, `${method} ${path} HTTP/1.1\r\n${head}\r\n${body}`);
  const [answer] = answers;
  if (!answer) throw new Error(`no answer to ${method} ${path}`);
  return { ...answer, text: answer.body };
};

test('the reference of endpoints names the same paths', async () => {
  const reference = await Bun.file(`${import.meta.dir}/../../../docs/reference/endpoints.md`).text();
  const paths = [...reference.matchAll(/^\| `(\/[^`]+)`/gm)].map(([, path]) => path);
  expect(paths.sort()).toEqual(Object.keys(ROUTES).sort());
});

describe.each(Object.entries(ROUTES))('%s', (path, allowed) => {
  test.each(ALL.filter((method) => !allowed.includes(method)))(
    'refuses %s, says what it takes and does nothing (RFC 9110 §15.5.6)',
    async (method) => {
      const before = tracesIn(cardea);
      const answer = await ask(method, path);
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')?.split(', ').sort()).toEqual([...allowed].sort());
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true;
      expect(isPage).toBe(path in PAGES);
      if (method !== 'HEAD' && !isPage) expect(JSON.parse(answer.text).error).toBe('invalid_request');
      expect(answer.text).not.toContain(client.clientSecret);
      expect(tracesIn(cardea)).toEqual(before);
    },
  );
});

test('a path that does not exist is not found by any method, and nothing is guessed', async () => {
  for (const path of [
    '/',
    '/token',
    '/api/v1/oauth',
    '/api/v1/oauth/',
    '/API/V1/OAUTH/TOKEN',
    '/api/v1/oauth/token/',
    '/api/v1/oauth/token/x',
    '/api/v1/metrics/',
    '/livez;a',
    '/.well-known/',
    '/.git/config',
    '/api/v1/oauth%2ftoken',
    '/__proto__',
  ])
    for (const method of ['GET', 'POST', 'DELETE']) {
      const reply = await send(`${cardea.issuer}${path}`, { method, headers: as(client) });
      expectRefused(reply, { status: 404, error: 'not_found' });
    }
});

test('an address longer than 8 KiB is refused (D6)', async () => {
  for (const path of ['/livez', '/api/v1/metrics', '/nowhere']) {
    const reply = await send(`${cardea.issuer}${path}?${'a'.repeat(9_000)}`);
    expectRefused(reply, { status: 414, error: 'invalid_request' });
  }
  const reply = await send(`${cardea.endpoint('token')}?${'a'.repeat(9_000)}`, { method: 'POST' });
  expectRefused(reply, { status: 414, error: 'invalid_request' });
});

describe('a cache', () => {
  const post = (name: string, body: string, headers: Readonly<Record<string, string>> = as(client)) =>
    send(cardea.endpoint(name), { method: 'POST', headers: { 'content-type': FORM, ...headers }, body });

  test('keeps no answer with a credential, no judgement and no error (RFC 6749 §5.1, RFC 7662 §4, RFC 9111 §5.2.2.5)', async () => {
    const replies = [
      await post('token', 'grant_type=client_credentials'),
      await post('token', 'grant_type=nonsense'),
      await post('token', '', {}),
      await post('introspect', `token=${accessToken}`),
      await post('introspect', 'token=nonsense'),
      await post('introspect', `token=${accessToken}`, {
        ...as(client),
        accept: 'application/token-introspection+jwt',
      }),
      await post('revoke', 'token=nonsense'),
      await post('revoke', '', {}),
      await send(`${cardea.issuer}/api/v1/metrics`),
      await send(`${cardea.issuer}/livez`),
      await send(`${cardea.issuer}/readyz`),
      await send(`${cardea.issuer}/nowhere`),
    ];
    for (const { headers } of replies) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('pragma')).toBe('no-cache');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect([headers.get('server'), headers.get('x-powered-by'), headers.get('etag')]).toEqual([null, null, null]);
    }
  });

  test('keeps discovery and keys for five minutes, and asks by ETag after that', async () => {
    for (const path of Object.keys(ROUTES).filter((route) => route.startsWith('/.well-known/'))) {
      const first = await send(cardea.issuer + path);
      expect(first.headers.get('cache-control')).toBe('public, max-age=300');
      expect(first.headers.get('x-content-type-options')).toBe('nosniff');
      const etag = first.headers.get('etag') ?? '';
      expect(etag).not.toBe('');
      const again = await send(cardea.issuer + path, { headers: { 'if-none-match': etag } });
      expect([again.status, again.text]).toEqual([304, '']);
      const other = await send(cardea.issuer + path, { headers: { 'if-none-match': '"other"' } });
      expect(other.status).toBe(200);
      const head = await send(cardea.issuer + path, { method: 'HEAD' });
      expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', etag]);
    }
  });
});
