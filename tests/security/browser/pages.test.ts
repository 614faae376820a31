import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  authorizationUrl,
  browserAtConsent,
  type Parameters,
  submitConsent,
  submitLogin,
} from '../../harness/authorization.ts';
import { addDevice, browserAtDeviceConsent, startDevice } from '../../harness/devices.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example/cb';

let cardea: RunningCardea;
let clientId: string;

const url = (parameters: Parameters = {}): string =>
  authorizationUrl(cardea, { client_id: clientId, redirect_uri: REDIRECT_URI, scope: 'openid', ...parameters });

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } });
  await addPerson(cardea, alice);
  const client = { name: 'Web', grants: ['authorization_code'], redirectUris: [REDIRECT_URI], scope: 'openid' };
  ({ clientId } = await addClient(cardea, client));
});

afterAll(() => cardea.stop());

const pages: Readonly<Record<string, () => Promise<PageResponse>>> = {
  login: () => new HttpBrowser(cardea.issuer).open(url()),
  consent: async () => (await browserAtConsent(cardea, url({ prompt: 'consent' }))).page,
  'account choice': async () => {
    const { browser } = await browserAtConsent(cardea, url({ prompt: 'consent' }));
    return browser.open(url({ prompt: 'select_account' }));
  },
  'device code': () => new HttpBrowser(cardea.issuer).open('/device?user_code=WDJB-MJHT'),
  'device consent': async () =>
    (await browserAtDeviceConsent(cardea, await startDevice(cardea, await addDevice(cardea)))).page,
  'device allowed': () => new HttpBrowser(cardea.issuer).open('/device?done=allowed'),
  'form post': () => new HttpBrowser(cardea.issuer).open(url({ prompt: 'none', response_mode: 'form_post' })),
  error: () => new HttpBrowser(cardea.issuer).open(url({ redirect_uri: 'https://evil.example' })),
  nowhere: () => new HttpBrowser(cardea.issuer).send('/nowhere', { headers: { accept: 'text/html,*/*' } }),
  'a wrong method': () => new HttpBrowser(cardea.issuer).send('/login', { method: 'DELETE' }),
};

describe('S008: every page', () => {
  test.each(Object.keys(pages))('%s is in no frame and no cache, and loads nothing of others', async (name) => {
    const page = await pages[name]?.();
    if (page === undefined) throw new Error(name);
    const header = (header: string) => page.headers.get(header);
    expect(header('content-type')).toBe('text/html; charset=utf-8');
    const policy = header('content-security-policy') ?? '';
    for (const directive of [
      "default-src 'none'",
      "style-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      'form-action ',
    ]) {
      expect(policy).toContain(directive);
    }
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('*');
    expect([header('x-frame-options'), header('x-content-type-options')]).toEqual(['DENY', 'nosniff']);
    expect([header('referrer-policy'), header('cache-control')]).toEqual(['no-referrer', 'no-store']);
    expect(header('permissions-policy')).toContain('camera=()');
    expect(page.text).toStartWith('<!doctype html>');
    for (const [, source = ''] of page.text.matchAll(/(?:src|<link [^>]*href)="([^"]*)"/g)) {
      expect(source).toMatch(/^\/|^data:/);
    }
    expect(page.text).not.toMatch(/ style="| on[a-z]+="/);
  });

  test('a form with credentials is answered by 303, never by a redirect that sends them on (RFC 9700 §4.12)', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    const page = await browser.open(url({ prompt: 'consent' }));
    const { username, password } = alice;
    const sent = await browser.submit(page.forms[0], { username, password });
    expect([sent.status, new URL(sent.location ?? '').pathname]).toEqual([303, '/consent']);
    const consent = await browser.open(sent.location ?? '');
    const answer = await submitConsent(browser, consent);
    expect([answer.status, answer.text]).toEqual([303, '']);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('the style sheet is ours, and may be kept for ever', async () => {
    const page = await new HttpBrowser(cardea.issuer).open(url());
    const [, href = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page.text) ?? [];
    const styles = await fetch(new URL(href, cardea.issuer));
    expect([styles.status, styles.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(styles.headers.get('cache-control')).toContain('immutable');
  });

  test('HEAD and other methods are refused with what is allowed: a look may end a flow', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    for (const path of ['/login', '/consent', '/select-account', '/api/v1/oauth/authorize']) {
      const head = await browser.send(path, { method: 'HEAD' });
      expect([head.status, head.headers.get('allow')]).toEqual([405, 'GET, POST']);
    }
  });

  test('a query past 8 KiB and a parameter that comes twice are refused in words (D6, RFC 6749 §3.1)', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    expect((await browser.send(`${url()}&x=${'a'.repeat(9_000)}`)).status).toBe(414);
    const twice = await browser.send(`${url()}&state=again`);
    expect([twice.status, twice.location]).toEqual([400, undefined]);
  });
});

describe('the cookies', () => {
  const setCookies = ({ headers }: PageResponse): readonly string[] => headers.getSetCookie();

  test('are out of reach of scripts and other sites, and never hold more than handles', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    const first = await browser.send(url({ prompt: 'consent' }));
    const login = await browser.open(first.location ?? '');
    const { username, password } = alice;
    const signedIn = await browser.submit(login.forms[0], { username, password });
    const isState = (cookie: string): boolean => cookie.startsWith('cardea_state=');
    const [state, ...others] = setCookies(signedIn).toSorted(
      (one, other) => Number(isState(other)) - Number(isState(one)),
    );
    expect([setCookies(first).length, others.length]).toEqual([1, 1]);
    for (const cookie of [...setCookies(first), ...others]) {
      expect(cookie).toMatch(
        /^cardea_(browser|session)=[A-Za-z0-9_.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
      );
    }
    // Session Management §3.3: one is for a script, on one page, and is a digest that opens nothing
    expect(state).toMatch(
      /^cardea_state=[A-Za-z0-9_-]{43}; Path=\/api\/v1\/oauth\/check-session; Max-Age=\d+; SameSite=Lax$/,
    );
  });

  test('change at each sign-in: a session that was planted before is worth nothing (session fixation)', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    await submitLogin(browser, await browser.open(url({ prompt: 'consent' })));
    const before = browser.cookies.get('cardea_session');
    await submitLogin(browser, await browser.open(url({ prompt: 'login' })));
    const after = browser.cookies.get('cardea_session');
    expect(after).not.toBe(before ?? '');
    const old = new HttpBrowser(cardea.issuer);
    for (const [name, value] of browser.cookies) old.cookies.set(name, value);
    old.cookies.set('cardea_session', before ?? '');
    const silent = await old.open(url({ prompt: 'none' }));
    expect(new URL(silent.location ?? '').searchParams.get('error')).toBe('login_required');
  });

  test('with an https issuer they belong to this host alone', async () => {
    await using secure = await startCardea({
      env: { CARDEA_ISSUER: 'https://id.example.com', CARDEA_MODE: 'development' },
    });
    const parameters = { response_type: 'code', client_id: 'nobody' };
    const { clientId: id } = await addClient(secure, {
      name: 'Web',
      grants: ['authorization_code'],
      redirectUris: [REDIRECT_URI],
      scope: 'openid',
    });
    const query = new URL(
      authorizationUrl(secure, { ...parameters, client_id: id, redirect_uri: REDIRECT_URI, scope: 'openid' }),
    ).search;
    const response = await fetch(`http://127.0.0.1:${secure.port}/api/v1/oauth/authorize${query}`, {
      redirect: 'manual',
    });
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-cardea_browser=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
      ),
    ]);
  });
});
