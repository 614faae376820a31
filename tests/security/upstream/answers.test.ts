import { afterAll, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { SignJWT } from 'jose';
import { addProvider, browserAtProvider, pressProvider, problemOf, SECRET } from '../../harness/at-provider.ts';
import { authorizationUrl, type Parameters } from '../../harness/authorization.ts';
import { countAccounts, readableAtRest } from '../../harness/beside.ts';
import { type FakeProvider, type Misbehaviour, startFakeProvider } from '../../harness/fake-provider.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example/cb';

let cardea: RunningCardea;
let provider: FakeProvider;
let other: FakeProvider;
let clientId: string;

const url = (parameters: Parameters = {}): string =>
  authorizationUrl(cardea, { client_id: clientId, redirect_uri: REDIRECT_URI, scope: 'openid', ...parameters });

beforeAll(async () => {
  [provider, other] = await Promise.all([startFakeProvider(), startFakeProvider()]);
  cardea = await startCardea({ env: { CARDEA_ALLOW_PRIVATE_PROVIDER_HOSTS: '127.0.0.1' } });
  await addProvider(cardea, 'one', provider);
  await addProvider(cardea, 'two', other);
  const client = { name: 'Web', grants: ['authorization_code'], redirectUris: [REDIRECT_URI], scope: 'openid' };
  ({ clientId } = await addClient(cardea, client));
});

afterAll(async () => {
  await cardea.stop();
  for (const one of [provider, other]) one[Symbol.dispose]();
});

beforeEach(() => {
  for (const one of [provider, other]) {
    one.misbehaviour = {};
    one.extra = {};
    one.requests.length = 0;
  }
});

/** Goes to the provider and comes back with what it says. */
const comeBack = async (changes?: Readonly<Record<string, string | undefined>>) => {
  const there = await browserAtProvider(cardea, url(), 'one');
  return { ...there, response: await there.browser.send(provider.answer(there.url, changes)) };
};

const untrusted = { status: 400, problem: 'untrusted' };

describe('S100: an ID token of a provider', () => {
  test('that is right signs a person in, who gets an account; nothing of its tokens is kept', async () => {
    const { response, browser } = await comeBack();
    expect([response.status, new URL(response.location ?? '').pathname]).toEqual([303, '/consent']);
    expect(response.headers.getSetCookie().join()).toContain('cardea_session');
    expect((await browser.follow(response)).text).toContain('Ada Lovelace');
    const [token] = provider.requests.filter(({ path }) => path === '/token');
    expect(token?.authorization).toBe(`Basic ${btoa(`cardea:${encodeURIComponent(SECRET).replaceAll('%20', '+')}`)}`);
    expect(cardea.logs()).not.toContain('of-the-provider');
    const secrets = ['of-the-provider', SECRET, token?.form.get('code_verifier') ?? ''];
    expect(await readableAtRest(cardea, secrets)).toEqual([]);
  });

  const now = (): number => Math.floor(Date.now() / 1000);
  const lies: Readonly<Record<string, Misbehaviour>> = {
    'of another issuer': { idToken: (claims) => ({ ...claims, iss: 'http://127.0.0.1:1' }) },
    'of an issuer that only looks alike': { idToken: (claims) => ({ ...claims, iss: `${String(claims.iss)}/` }) },
    'for another client': { idToken: (claims) => ({ ...claims, aud: 'somebody else' }) },
    'for nobody': { idToken: ({ aud: _, ...claims }) => claims },
    'for several, without saying for whom': { idToken: (claims) => ({ ...claims, aud: ['cardea', 'other'] }) },
    'issued to another client': { idToken: (claims) => ({ ...claims, aud: ['cardea', 'o'], azp: 'o' }) },
    'that has expired': { idToken: (claims) => ({ ...claims, exp: now() - 61 }) },
    'that never expires': { idToken: ({ exp: _, ...claims }) => claims },
    'from the future': { idToken: (claims) => ({ ...claims, iat: now() + 120 }) },
    'not valid yet': { idToken: (claims) => ({ ...claims, nbf: now() + 120 }) },
    'with another nonce': { idToken: (claims) => ({ ...claims, nonce: 'another' }) },
    'without a nonce': { idToken: ({ nonce: _, ...claims }) => claims },
    'without a subject': { idToken: ({ sub: _, ...claims }) => claims },
    'with a number for a subject': { idToken: (claims) => ({ ...claims, sub: 7 }) },
    'with an endless subject': { idToken: (claims) => ({ ...claims, sub: 'x'.repeat(256) }) },
    'of another access token': { idToken: (claims) => ({ ...claims, at_hash: 'x'.repeat(22) }) },
    'that is a logout token': { header: { typ: 'logout+jwt' } },
    'that is an access token': { header: { typ: 'at+jwt' } },
    'with a key that nobody published': { header: { kid: 'k2' } },
    'that brings its own key': { header: { jku: 'https://evil.example/jwks' } },
    'that is missing': { tokens: ({ id_token: _, ...json }) => json },
    'that is none': { tokens: (json) => ({ ...json, id_token: 'a.b.c' }) },
    'S047: with alg none': {
      signed: (token) => {
        const [, payload] = token.split('.');
        return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
      },
    },
    'S047: with an empty signature': { signed: (token) => `${token.split('.').slice(0, 2).join('.')}.` },
    'S047: with HS256 under the public key': {
      signed: (_, claims) =>
        new SignJWT({ ...claims })
          .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
          .sign(new TextEncoder().encode(JSON.stringify(provider.jwk))),
    },
    'S047: with HS256 under the client secret': {
      signed: (_, claims) =>
        new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(SECRET)),
    },
  };

  test.each(Object.entries(lies))('%s signs nobody in', async (_, misbehaviour) => {
    const before = countAccounts(cardea);
    provider.misbehaviour = misbehaviour;
    const { response, browser } = await comeBack();
    expect(problemOf(response)).toEqual(untrusted);
    expect(browser.cookies.has('cardea_session')).toBe(false);
    expect(countAccounts(cardea)).toBe(before);
    expect(response.text).not.toContain('evil.example');
  });

  test('tells of no other person than its userinfo endpoint', async () => {
    const before = countAccounts(cardea);
    provider.misbehaviour = {
      idToken: ({ email: _, ...claims }) => claims,
      userinfo: (json) => ({ ...json, sub: 'swapped', email: 'victim@people.example' }),
    };
    expect(problemOf((await comeBack()).response)).toEqual(untrusted);
    expect(countAccounts(cardea)).toBe(before);
  });
});

describe('S100: the answer of a provider', () => {
  test('is worth something once', async () => {
    const { browser, url: at } = await browserAtProvider(cardea, url(), 'one');
    const answer = provider.answer(at);
    expect((await browser.send(answer)).status).toBe(303);
    expect(problemOf(await browser.send(answer))).toEqual({ status: 400, problem: 'expired' });
    expect(provider.requests.filter(({ path }) => path === '/token')).toHaveLength(1);
  });

  test('of which many come at once signs in once', async () => {
    const { browser, url: at } = await browserAtProvider(cardea, url(), 'one');
    const answer = provider.answer(at);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await browser.send(answer, { headers: { cookie } })).status),
    );
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    expect(provider.requests.filter(({ path }) => path === '/token')).toHaveLength(1);
  });

  test('is of no use in another browser, and stays good in its own (login CSRF)', async () => {
    const { browser, url: at } = await browserAtProvider(cardea, url(), 'one');
    const answer = provider.answer(at);
    const victim = new HttpBrowser(cardea.issuer);
    await victim.open(url());
    for (const stranger of [victim, new HttpBrowser(cardea.issuer)]) {
      expect(problemOf(await stranger.send(answer))).toEqual({ status: 403, problem: 'other_browser' });
      expect(stranger.cookies.has('cardea_session')).toBe(false);
    }
    expect(provider.requests.some(({ path }) => path === '/token')).toBe(false);
    expect((await browser.send(answer)).status).toBe(303);
  });

  test('that comes to the redirect URI of another provider is none (mix-up, RFC 9700 §4.4)', async () => {
    const { browser, url: at } = await browserAtProvider(cardea, url(), 'one');
    const answer = provider.answer(at).replace('/callback/one', '/callback/two');
    expect(problemOf(await browser.send(answer))).toEqual({ status: 400, problem: 'expired' });
    expect([...provider.requests, ...other.requests].some(({ path }) => path === '/token')).toBe(false);
    expect((await browser.send(answer.replace('/callback/two', '/callback/one'))).status).toBe(303);
  });

  test('that names another issuer is not redeemed (RFC 9207 §2.4)', async () => {
    for (const iss of [other.issuer, `${provider.issuer}/`]) {
      const { response } = await comeBack({ iss });
      expect({ iss, ...problemOf(response) }).toEqual({ iss, ...untrusted });
    }
    const { response } = await comeBack({ iss: other.issuer, code: undefined, error: 'access_denied' });
    expect(problemOf(response)).toEqual(untrusted);
    expect(provider.requests.some(({ path }) => path === '/token')).toBe(false);
    expect((await comeBack({ iss: provider.issuer })).response.status).toBe(303);
  });

  test.each([{ state: undefined }, { state: '' }, { state: 'cda_us_made_up' }, { state: 'x'.repeat(4000) }])(
    'without a state of ours is none: %j',
    async (changes) => {
      const { response } = await comeBack(changes);
      expect(problemOf(response)).toEqual({ status: 400, problem: 'expired' });
      expect(provider.requests.some(({ path }) => path === '/token')).toBe(false);
    },
  );

  test('that is an error says so in words, repeats nothing of it, and leaves the password form', async () => {
    const hostile = '<script>alert(1)</script> Call 555-0100';
    for (const [error, problem] of [
      ['access_denied', 'denied'],
      ['server_error', 'failed'],
      [hostile, 'failed'],
    ] as const) {
      const { response } = await comeBack({ code: undefined, error, error_description: hostile });
      expect({ error, ...problemOf(response) }).toEqual({ error, status: 400, problem });
      expect(response.text).not.toContain('555-0100');
      expect(response.text).toContain('id="password"');
    }
  });

  test('with neither a code nor an error, or with one of them twice, is none', async () => {
    expect(problemOf((await comeBack({ code: undefined })).response)).toEqual({ status: 400, problem: 'failed' });
    const { browser, url: at } = await browserAtProvider(cardea, url(), 'one');
    expect((await browser.send(`${provider.answer(at)}&code=another`)).status).toBe(400);
    expect(provider.requests.some(({ path }) => path === '/token')).toBe(false);
  });

  test('with a code that the provider does not know signs nobody in', async () => {
    expect(problemOf((await comeBack({ code: 'stolen' })).response)).toEqual({ status: 400, problem: 'failed' });
  });

  test('of a provider that was switched off meanwhile signs nobody in', async () => {
    const there = await browserAtProvider(cardea, url(), 'two');
    await cardea.cli(['providers', 'mod', 'two', '--disable']);
    try {
      const response = await there.browser.send(other.answer(there.url));
      expect(problemOf(response)).toEqual({ status: 404, problem: 'unavailable' });
      expect(other.requests.some(({ path }) => path === '/token')).toBe(false);
      const page = await new HttpBrowser(cardea.issuer).open(url());
      expect(page.text).not.toContain('Provider two');
      expect(page.text).toContain('Provider one');
    } finally {
      await cardea.cli(['providers', 'mod', 'two', '--enable']);
    }
  });
});

describe('the way to a provider', () => {
  test('carries PKCE, state and nonce, each anew (RFC 9700 §2.1.1)', async () => {
    const [first, second] = await Promise.all([
      browserAtProvider(cardea, url({ login_hint: 'ada', max_age: '60' }), 'one'),
      browserAtProvider(cardea, url({ prompt: 'login' }), 'one'),
    ]);
    const [a, b] = [first, second].map(({ url: at }) => Object.fromEntries(new URL(at).searchParams));
    expect(a).toMatchObject({
      response_type: 'code',
      client_id: 'cardea',
      redirect_uri: `${cardea.issuer}/login/upstream/callback/one`,
      scope: 'openid profile email',
      code_challenge_method: 'S256',
      login_hint: 'ada',
      max_age: '60',
    });
    expect(b).toMatchObject({ prompt: 'login', max_age: '0' });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(a?.[name]).toMatch(/^[A-Za-z0-9_-]{43,}$/);
      expect(a?.[name]).not.toBe(b?.[name] ?? '');
    }
  });

  test('is begun from our own page alone', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    const page = await browser.open(url());
    const form = page.forms.find(({ action }) => new URL(action).pathname === '/login/upstream');
    const foreign = await browser.submit(form, { provider: 'one' }, { origin: 'https://evil.example' });
    expect([foreign.status, foreign.location]).toEqual([403, undefined]);
    const unknown = await pressProvider(browser, page, 'nobody');
    expect(problemOf(unknown)).toEqual({ status: 404, problem: 'unavailable' });
  });
});

describe('S012: a fresh sign-in', () => {
  const seconds = (): number => Math.floor(Date.now() / 1000);

  test.each([{ prompt: 'login' }, { max_age: '0' }, { max_age: '100' }])(
    '%o takes the word of the provider',
    async (wish) => {
      for (const [authTime, status] of [
        [undefined, 400],
        [seconds() - 3600, 400],
        [seconds(), 303],
      ] as const) {
        const there = await browserAtProvider(cardea, url(wish), 'one');
        provider.misbehaviour = { idToken: (claims) => ({ ...claims, auth_time: authTime }) };
        const response = await there.browser.send(provider.answer(there.url));
        expect([authTime, response.status]).toEqual([authTime, status]);
        if (status === 400) expect(problemOf(response).problem).toBe('stale');
        else expect(new URL((await there.browser.follow(response)).url).pathname).toBe('/consent');
      }
    },
  );
});
