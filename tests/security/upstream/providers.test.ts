import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { addProvider, browserAtProvider, pressProvider, problemOf } from '../../harness/at-provider.ts';
import { authorizationUrl } from '../../harness/authorization.ts';
import { countAccounts } from '../../harness/beside.ts';
import { type FakeProvider, type Misbehaviour, startFakeProvider } from '../../harness/fake-provider.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);

const REDIRECT_URI = 'https://web.example/cb';

let cardea: RunningCardea;
let clientId: string;
const providers = new Map<string, FakeProvider>();

const url = (): string =>
  authorizationUrl(cardea, { client_id: clientId, redirect_uri: REDIRECT_URI, scope: 'openid' });

/** A provider that lies from its first word. */
const start = async (id: string, misbehaviour: Misbehaviour = {}): Promise<FakeProvider> => {
  const provider = await startFakeProvider();
  provider.misbehaviour = misbehaviour;
  providers.set(id, provider);
  await addProvider(cardea, id, provider);
  return provider;
};

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_ALLOW_PRIVATE_PROVIDER_HOSTS: '127.0.0.1' } });
  await addPerson(cardea, alice);
  const client = { name: 'Web', grants: ['authorization_code'], redirectUris: [REDIRECT_URI], scope: 'openid' };
  ({ clientId } = await addClient(cardea, client));
});

afterAll(async () => {
  await cardea.stop();
  for (const provider of providers.values()) provider[Symbol.dispose]();
});

describe('S081, S100: a discovery document', () => {
  const big = (): Response =>
    new Response(`{"a":"${'x'.repeat(400_000)}"}`, { headers: { 'content-type': 'application/json' } });
  const lies: readonly (readonly [id: string, Misbehaviour])[] = [
    ['issuer', { discovery: (json) => ({ ...json, issuer: 'https://evil.example' }) }],
    ['slash', { discovery: (json) => ({ ...json, issuer: `${String(json.issuer)}/` }) }],
    ['redirect', { respond: () => Response.redirect('https://evil.example/') }],
    ['huge', { respond: big }],
    ['html', { respond: () => new Response('<p>', { headers: { 'content-type': 'text/html' } }) }],
    ['script', { discovery: (json) => ({ ...json, authorization_endpoint: 'javascript:alert(1)' }) }],
    ['nokeys', { discovery: ({ jwks_uri: _, ...json }) => json }],
    ['symmetric', { discovery: (json) => ({ ...json, id_token_signing_alg_values_supported: ['none', 'HS256'] }) }],
    ['list', { discovery: () => [] }],
  ];

  test.each(lies)('that is wrong sends nobody on: %s', async (id, misbehaviour) => {
    const provider = await start(id, misbehaviour);
    const browser = new HttpBrowser(cardea.issuer);
    const response = await pressProvider(browser, await browser.open(url()), id);
    expect(problemOf(response)).toEqual({ status: 503, problem: 'unavailable' });
    expect(response.location).toBeUndefined();
    expect(response.text).not.toContain('evil.example');
    // Everything else still works
    const form = response.forms.find(({ action }) => new URL(action).pathname === '/login');
    const signedIn = await browser.submit(form, { username: alice.username, password: alice.password });
    expect(signedIn.status).toBe(303);
    expect(provider.requests.every(({ path }) => path.startsWith('/.well-known/'))).toBe(true);
    await cardea.cli(['providers', 'rm', id, '--yes']);
  });

  test('that promises to name the issuer makes an answer without one worthless (RFC 9207 §2.4)', async () => {
    const provider = await start('promises', {
      discovery: (json) => ({ ...json, authorization_response_iss_parameter_supported: true }),
    });
    const before = countAccounts(cardea);
    const first = await browserAtProvider(cardea, url(), 'promises');
    expect(problemOf(await first.browser.send(provider.answer(first.url)))).toEqual({
      status: 400,
      problem: 'untrusted',
    });
    expect(provider.requests.some(({ path }) => path === '/token')).toBe(false);
    expect(countAccounts(cardea)).toBe(before);
    const second = await browserAtProvider(cardea, url(), 'promises');
    expect((await second.browser.send(provider.answer(second.url, { iss: provider.issuer }))).status).toBe(303);
  });
});

describe('S143: a provider', () => {
  test('that is gone, or hangs, costs its own button alone', async () => {
    const gone = await start('gone');
    gone[Symbol.dispose]();
    const hangs = await start('hangs', { respond: () => new Promise<Response>(() => undefined) });
    for (const id of ['gone', 'hangs']) {
      const browser = new HttpBrowser(cardea.issuer);
      const page = await browser.open(url());
      const response = await pressProvider(browser, page, id);
      expect(problemOf(response)).toEqual({ status: 503, problem: 'unavailable' });
      expect(response.headers.get('retry-after')).not.toBeNull();
      const form = response.forms.find(({ action }) => new URL(action).pathname === '/login');
      expect((await browser.submit(form, { username: alice.username, password: alice.password })).status).toBe(303);
    }
    expect(hangs.requests).toHaveLength(1);
  });

  test('whose token endpoint fails, redirects, or is cut off signs nobody in, and may be tried again', async () => {
    const provider = await start('tokens');
    const trouble: readonly (() => Response)[] = [
      () => new Response('{}', { status: 500, headers: { 'content-type': 'application/json' } }),
      () => Response.redirect('https://evil.example/token'),
      () => new Response('oops'),
    ];
    for (const respond of trouble) {
      provider.misbehaviour = { respond: ({ pathname }) => (pathname === '/token' ? respond() : undefined) };
      const { browser, url: at } = await browserAtProvider(cardea, url(), 'tokens');
      expect(problemOf(await browser.send(provider.answer(at)))).toEqual({ status: 503, problem: 'unavailable' });
      expect(browser.cookies.has('cardea_session')).toBe(false);
    }
    provider.misbehaviour = {};
    const { browser, url: at } = await browserAtProvider(cardea, url(), 'tokens');
    expect((await browser.send(provider.answer(at))).status).toBe(303);
  });
});

test('S081: a provider on the own network is asked only where the operator allows that', async () => {
  using provider = await startFakeProvider();
  await using closed = await startCardea();
  await addProvider(closed, 'inside', provider);
  const { clientId: id } = await addClient(closed, {
    name: 'Web',
    grants: ['authorization_code'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid',
  });
  const browser = new HttpBrowser(closed.issuer);
  const page = await browser.open(
    authorizationUrl(closed, { client_id: id, redirect_uri: REDIRECT_URI, scope: 'openid' }),
  );
  expect(problemOf(await pressProvider(browser, page, 'inside'))).toEqual({ status: 503, problem: 'unavailable' });
  expect(provider.requests).toEqual([]);
});
