import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { answerOf, authorizationUrl, CODE_VERIFIER, submitConsent, submitLogin } from '../../harness/authorization.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { addPerson, alice, bob, type Person } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example/cb';
const BYE = 'https://web.example/bye';
const SESSION = 'cardea_session';

let cardea: RunningCardea;
let web: AddedClient;
let evil: AddedClient;

const register = (name: string, bye: string): Promise<AddedClient> =>
  addClient(cardea, {
    name,
    grants: ['authorization_code'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid',
    words: ['--post-logout-redirect-uri', bye],
  });

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } });
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
  web = await register('Web', BYE);
  evil = await register('<b>Evil</b>', 'https://evil.example/bye');
});

afterAll(() => cardea.stop());

const authorize = (client: AddedClient, prompt?: string): string =>
  authorizationUrl(cardea, { client_id: client.clientId, redirect_uri: REDIRECT_URI, scope: 'openid', prompt });

/** Signs in to a client, and agrees; the ID token that the client gets. */
const signIn = async (
  browser: HttpBrowser,
  { person = alice, client = web }: { person?: Person; client?: AddedClient } = {},
) => {
  const consent = await submitLogin(browser, await browser.open(authorize(client, 'login consent')), person);
  const { code = '' } = answerOf(await submitConsent(browser, consent)).parameters;
  const response = await fetch(cardea.endpoint('token'), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      code_verifier: CODE_VERIFIER,
    }),
  });
  const { id_token }: { id_token?: string } = await response.json();
  if (id_token === undefined) throw new Error(`no ID token: ${response.status}`);
  return id_token;
};

const signedIn = async (person: Person = alice) => {
  const browser = new HttpBrowser(cardea.issuer);
  return { browser, hint: await signIn(browser, { person }) };
};

const logoutUrl = (parameters: Readonly<Record<string, string>>): string =>
  `${cardea.endpoint('logout')}?${new URLSearchParams(parameters)}`;

/** Whether a client gets an answer without a page. */
const isSignedIn = async (browser: HttpBrowser, client = web): Promise<boolean> =>
  answerOf(await browser.open(authorize(client, 'none'))).parameters.code !== undefined;

const idOf = ({ text }: PageResponse, ids: readonly string[]): string | undefined =>
  ids.find((id) => text.includes(`id="${id}"`));

const isQuestion = (page: PageResponse): boolean => idOf(page, ['logout-confirm']) !== undefined && page.status === 200;
const isFarewell = (page: PageResponse): boolean => idOf(page, ['signed-out']) !== undefined && page.status === 200;

/** Sends the confirmation by its first button. */
const confirm = (browser: HttpBrowser, page: PageResponse, fields: Readonly<Record<string, string>> = {}) =>
  browser.submit(page.forms[0], { ...page.forms[0]?.buttons[0], ...fields });

const tampered = (jwt: string): string => {
  const [header = '', claims = '', signature = ''] = jwt.split('.');
  const read = JSON.parse(Buffer.from(claims, 'base64url').toString());
  return [header, Buffer.from(JSON.stringify({ ...read, iat: 1 })).toString('base64url'), signature].join('.');
};

describe('S075: the end of a session', () => {
  test('is asked about where there is no hint, or one that is forged or of another session', async () => {
    const { browser, hint } = await signedIn();
    const others = await signedIn(bob);
    for (const sent of [
      {},
      { client_id: web.clientId },
      { id_token_hint: tampered(hint) },
      { id_token_hint: 'x' },
      { id_token_hint: others.hint },
      { id_token_hint: hint, client_id: evil.clientId },
      { logout_hint: alice.username },
    ]) {
      const first = await browser.send(logoutUrl({ ...sent, post_logout_redirect_uri: BYE }));
      expect({ sent, status: first.status, cookies: first.headers.getSetCookie() }).toEqual({
        sent,
        status: 303,
        cookies: [],
      });
      expect(first.location).not.toContain('id_token_hint');
      expect({ sent, asked: isQuestion(await browser.open(first.location ?? '')) }).toEqual({ sent, asked: true });
    }
    expect(await isSignedIn(browser)).toBe(true);
  });

  test.each([
    'https://web.example/BYE',
    'https://web.example/bye/',
    'https://web.example/bye?x=1',
    'https://web.example/bye#f',
    'https://web.example:443/bye',
    'http://web.example/bye',
    'https://web.example/bye/../evil',
    'https://web.example.evil.example/bye',
    'https://evil.example/https://web.example/bye',
    'https://evil.example/bye',
    '//evil.example/bye',
    '/login',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    ' https://web.example/bye',
    'https://web.example/cb',
  ])('leads nowhere but where it was registered to: not to %s', async (uri) => {
    const { browser, hint } = await signedIn();
    const asked = await browser.open(logoutUrl({ client_id: web.clientId, post_logout_redirect_uri: uri }));
    expect(asked.text).not.toContain(new URLSearchParams({ uri }).toString().slice(4));
    expect(asked.headers.get('content-security-policy')).toContain("form-action 'self';");
    const forced = await confirm(browser, asked, { post_logout_redirect_uri: uri, client_id: web.clientId });
    expect([forced.status, new URL(forced.location ?? '').pathname]).toEqual([303, '/logout']);
    const atOnce = await browser.send(logoutUrl({ id_token_hint: hint, post_logout_redirect_uri: uri, state: 's' }));
    expect([atOnce.status, new URL(atOnce.location ?? '').origin]).toEqual([303, cardea.issuer]);
    const page = await browser.open(atOnce.location ?? '');
    expect(isFarewell(page)).toBe(true);
    expect(page.text).not.toContain('evil');
    expect(page.text).not.toContain('alert(1)');
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('leads back by 303 with the state, and takes the cookie away', async () => {
    const { browser, hint } = await signedIn();
    const sent = { id_token_hint: hint, post_logout_redirect_uri: BYE, state: 'a/b ?&=' };
    const response = await browser.send(logoutUrl(sent));
    expect([response.status, response.location]).toEqual([303, `${BYE}?state=a%2Fb+%3F%26%3D`]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^cardea_session=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(
        /^cardea_state=[\w-]{43}; Path=\/api\/v1\/oauth\/check-session; Max-Age=\d+; SameSite=Lax$/,
      ),
    ]);
    // Twice is harmless
    expect((await browser.send(logoutUrl(sent))).location).toBe(response.location ?? '');
  });

  test('is confirmed by a form of its own page alone', async () => {
    const { browser } = await signedIn();
    const page = await browser.open(logoutUrl({ client_id: web.clientId, post_logout_redirect_uri: BYE, state: 's' }));
    expect(isQuestion(page)).toBe(true);
    const ours = { origin: new URL(cardea.issuer).origin, 'sec-fetch-site': 'same-origin' };
    const form = { ...page.forms[0]?.fields, ...page.forms[0]?.buttons[0] };
    const csrf = async (fields: Record<string, string>, headers: Record<string, string>, from = browser) => {
      const response = await from.submit(page.forms[0], fields, headers);
      expect([response.status, response.text.includes('data-error="form"')]).toEqual([403, true]);
    };
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { ...ours, 'sec-fetch-site': 'same-site' },
    ])
      await csrf(form, headers);
    const other = (await browser.open(authorize(web, 'login'))).forms[0]?.fields.token ?? '';
    const stranger = await signedIn(bob);
    const theirs = (await stranger.browser.open(logoutUrl({}))).forms[0]?.fields.token ?? '';
    for (const token of ['', 'x', other, theirs]) await csrf({ ...form, token }, ours);
    await csrf(form, ours, new HttpBrowser(cardea.issuer));
    expect(await isSignedIn(browser)).toBe(true);

    const garbage = await browser.submit(page.forms[0], { session: '../x' });
    expect(garbage.status).toBe(400);
    const done = await confirm(browser, page);
    expect([done.status, done.location]).toEqual([303, `${BYE}?state=s`]);
    expect(await isSignedIn(browser)).toBe(false);
    // The same form once more, also when somebody else has signed in meanwhile
    await signIn(browser, { person: bob });
    expect((await confirm(browser, page)).status).toBe(303);
    expect(await isSignedIn(browser)).toBe(true);
  });

  test('does not happen to whoever says no, and nothing is sent to the application', async () => {
    const { browser } = await signedIn();
    const page = await browser.open(logoutUrl({ client_id: web.clientId, post_logout_redirect_uri: BYE, state: 's' }));
    const { session: _, ...fields } = { ...page.forms[0]?.fields };
    const stayed = await browser.submit(
      { action: page.forms[0]?.action ?? '', fields, buttons: [] },
      { answer: 'stay' },
    );
    expect(new URL(stayed.location ?? '').origin).toBe(cardea.issuer);
    expect(idOf(await browser.open(stayed.location ?? ''), ['still-signed-in', 'signed-out'])).toBe('still-signed-in');
    expect(await isSignedIn(browser)).toBe(true);
  });

  test('sent by POST from another site, without the cookies, is sent again with them', async () => {
    const { browser, hint } = await signedIn();
    const body = new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: BYE, state: 's' });
    const headers = { cookie: '', 'sec-fetch-site': 'cross-site', origin: 'https://web.example' };
    const first = await browser.send(cardea.endpoint('logout'), { method: 'POST', body, headers });
    expect([first.status, new URL(first.location ?? '').pathname]).toEqual([
      303,
      new URL(cardea.endpoint('logout')).pathname,
    ]);
    expect((await browser.send(first.location ?? '')).location).toBe(`${BYE}?state=s`);
    expect(await isSignedIn(browser)).toBe(false);
    const long = new URLSearchParams({ ...Object.fromEntries(body), other: 'x'.repeat(9_000) });
    const tooLong = await browser.send(cardea.endpoint('logout'), { method: 'POST', body: long, headers });
    // Never "you are signed out" to somebody who may not be
    expect([tooLong.status, isFarewell(tooLong)]).toEqual([414, false]);
  });

  test('sent by POST from the own site ends it at once', async () => {
    const { browser, hint } = await signedIn();
    const body = new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: BYE });
    const response = await browser.send(cardea.endpoint('logout'), { method: 'POST', body });
    expect([response.status, response.location]).toEqual([303, BYE]);
  });

  test('with a parameter that comes twice, or too long, is a page in words, and nobody is signed out', async () => {
    const { browser, hint } = await signedIn();
    const base = logoutUrl({ id_token_hint: hint });
    for (const [url, status] of [
      [`${base}&id_token_hint=x`, 400],
      [`${base}&post_logout_redirect_uri=${BYE}&post_logout_redirect_uri=https://evil.example`, 400],
      [`${base}&state=${'x'.repeat(3_000)}`, 400],
      [`${base}&state=${'x'.repeat(9_000)}`, 414],
    ] as const) {
      const response = await browser.send(url);
      expect([response.status, response.location]).toEqual([status, undefined]);
    }
    expect((await browser.send(base, { method: 'HEAD' })).status).toBe(405);
    expect(await isSignedIn(browser)).toBe(true);
  });

  test('is told to the operator where something was not believed', async () => {
    const { browser, hint } = await signedIn();
    const told = ['logout.redirect_uri', 'https://evil.example/logged', 'logout.hint'];
    // Said again until it is written: of one kind of refusal the log takes so many a second, and the tests before sent more.
    await waitUntil(
      async () => {
        await browser.send(logoutUrl({ id_token_hint: hint, post_logout_redirect_uri: 'https://evil.example/logged' }));
        await browser.send(logoutUrl({ id_token_hint: tampered(hint) }));
        return told.every((text) => cardea.logs().includes(text));
      },
      { what: 'the operator is told', timeoutMs: 10_000 },
    );
    expect(cardea.logs()).not.toContain(hint);
  });
});

describe('S075, S102: the pages', () => {
  test('show the name of an application as text, and say nothing that a stranger wrote', async () => {
    const { browser } = await signedIn();
    const hostile = { state: '<script>alert(1)</script>', ui_locales: '<script>', logout_hint: 'Call 555-0100' };
    const page = await browser.open(
      logoutUrl({ client_id: evil.clientId, post_logout_redirect_uri: 'https://evil.example/bye', ...hostile }),
    );
    expect(page.text).toContain('&lt;b&gt;Evil&lt;/b&gt;');
    for (const text of [page.text, (await browser.open('/logout?done=yes&x=555-0100')).text]) {
      expect(text).not.toContain('<script');
      expect(text).not.toContain('555-0100');
    }
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  test('never say "still signed in" to somebody who is not', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    for (const path of ['/logout', '/logout?done=yes', '/logout?done=no', logoutUrl({})])
      expect(isFarewell(await browser.open(path))).toBe(true);
  });

  test('speak the language that the application asks for', async () => {
    const { browser, hint } = await signedIn();
    expect((await browser.open(logoutUrl({ ui_locales: 'nl fr-CA' }))).text).toContain('lang="fr"');
    expect((await browser.open(logoutUrl({ ui_locales: 'de', id_token_hint: hint }))).text).toContain('lang="de"');
  });
});

describe('S077: the session of a browser', () => {
  const handles = (browser: HttpBrowser): readonly string[] => browser.cookies.get(SESSION)?.split('.') ?? [];

  /** A copy of a browser with the cookies it has now. */
  const copyOf = (browser: HttpBrowser, changes: Readonly<Record<string, string>> = {}): HttpBrowser => {
    const copy = new HttpBrowser(cardea.issuer);
    for (const [name, value] of [...browser.cookies, ...Object.entries(changes)]) copy.cookies.set(name, value);
    return copy;
  };

  test('is a new one before, after and after each further sign-in, and none after the sign-out', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    await browser.open(authorize(web));
    const seen = [handles(browser)];
    await signIn(browser);
    seen.push(handles(browser));
    const first = copyOf(browser);
    const hint = await signIn(browser);
    seen.push(handles(browser));
    const second = copyOf(browser);
    await browser.send(logoutUrl({ id_token_hint: hint }));
    seen.push(handles(browser));
    await signIn(browser);
    seen.push(handles(browser));
    expect(seen.map((found) => found.length)).toEqual([0, 1, 1, 0, 1]);
    expect(new Set(seen.flat()).size).toBe(3);
    for (const copy of [first, second]) expect(await isSignedIn(copy)).toBe(false);
    expect(await isSignedIn(browser)).toBe(true);
  });

  test("planted before a sign-in gives its planter nothing, and does not become the person's", async () => {
    const planter = await signedIn(bob);
    const victim = copyOf(planter.browser);
    await signIn(victim);
    expect(handles(victim)).toHaveLength(2);
    expect(await isSignedIn(copyOf(planter.browser))).toBe(true);
    const asked = await planter.browser.open(logoutUrl({}));
    expect(asked.text).toContain(bob.username);
    expect(asked.text).not.toContain(alice.username);
  });

  test.each([
    ['the cookie of the browser', 'cardea_browser'],
    ['the cookie of the session', SESSION],
  ])('alice leaves without %s, bob signs in there: he gets nothing of hers', async (_what, lost) => {
    const { browser, hint } = await signedIn();
    const [old = ''] = handles(browser);
    browser.cookies.delete(lost);
    const left = await browser.send(logoutUrl({ id_token_hint: hint, post_logout_redirect_uri: BYE }));
    expect([left.status, left.location]).toEqual([303, BYE]);
    expect(handles(browser)).toEqual([]);

    const claims = JSON.parse(Buffer.from(hint.split('.')[1] ?? '', 'base64url').toString());
    const bobs = await signIn(browser, { person: bob });
    const hisClaims = JSON.parse(Buffer.from(bobs.split('.')[1] ?? '', 'base64url').toString());
    expect(hisClaims.sub).not.toBe(claims.sub);
    expect(hisClaims.sid).not.toBe(claims.sid);
    expect(handles(browser)).toHaveLength(1);
    expect(handles(browser)).not.toContain(old);
    const asked = await browser.open(logoutUrl({ id_token_hint: hint }));
    expect(isQuestion(asked)).toBe(true);
    expect(asked.text).toContain(bob.username);
    expect(asked.text).not.toContain(alice.username);
    // What alice agreed to is not agreed to by bob
    const consent = await browser.open(authorize(evil));
    expect(consent.url).toContain('/consent');
    expect(consent.text).not.toContain(alice.username);
  });

  test('a page that alice left open does not go on as alice, nor for bob as alice', async () => {
    const { browser, hint } = await signedIn();
    const open = await browser.open(authorize(evil));
    expect(open.url).toContain('/consent');
    await browser.send(logoutUrl({ id_token_hint: hint }));
    const answer = await submitConsent(browser, open);
    expect(answerOf(answer).parameters.code).toBeUndefined();
    await signIn(browser, { person: bob });
    // He is asked himself, by his own name
    const again = await browser.follow(await submitConsent(browser, open));
    expect([again.url, again.text.includes(bob.email)]).toEqual([open.url, true]);
    expect(answerOf(await submitConsent(browser, again)).parameters.code).toBeString();
  });
});
