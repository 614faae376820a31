import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { act, browserAtAccount } from '../../harness/account-pages.ts';
import { answerOf, authorizationUrl, CODE_VERIFIER, submitConsent, submitLogin } from '../../harness/authorization.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { addPerson, alice, bob, type Person } from '../../harness/people.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const carol: Person = { username: 'carol', email: 'carol@people.example', password: 'nine quiet owls on a fence' };
const SECTIONS = ['profile', 'password', 'applications', 'devices', 'data', 'delete'] as const;

let cardea: RunningCardea;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } });
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
  await addPerson(cardea, carol);
});
afterAll(() => cardea.stop());

const account = (path = ''): string => `${cardea.issuer}/account${path}`;
const personOf = ({ text }: PageResponse): string => /<bdi id="account-login"[^>]*>([^<]*)</.exec(text)?.[1] ?? '';

describe('whoever is not signed in', () => {
  test.each(['', ...SECTIONS.map((name) => `/${name}`)])(
    'signs in first and comes back to /account%s',
    async (path) => {
      const browser = new HttpBrowser(cardea.issuer);
      const asked = await browser.open(account(path));
      expect([asked.status, new URL(asked.url).pathname]).toEqual([200, '/login']);
      expect(asked.text).toContain('to continue to');
      // There is no application to go back to
      expect(asked.forms).toHaveLength(1);
      const sent = await browser.submit(asked.forms[0], { username: alice.username, password: alice.password });
      expect([sent.status, sent.location]).toEqual([303, account(path)]);
      expect((await browser.follow(sent)).status).toBe(200);
    },
  );

  test('comes back to a page of ours, whatever the address says', async () => {
    for (const query of ['return=https://evil.example', 'redirect_uri=https://evil.example', 'next=//evil.example']) {
      const { browser, page } = await browserAtAccount(cardea, { path: `?${query}` });
      expect(page.url).toBe(account());
      expect([...browser.cookies.keys()]).toContain('cardea_session');
    }
  });

  test('cannot use our own sign-in as an application would: its id is nobody’s', async () => {
    const url = authorizationUrl(cardea, { client_id: 'cardea-account', redirect_uri: account(), scope: 'openid' });
    const refused = await new HttpBrowser(cardea.issuer).send(url);
    expect([refused.status, refused.location]).toEqual([400, undefined]);
    expect(refused.text).toContain('data-error="application"');
  });

  test('comes too late with a form that was sent before, and is led to the account', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    const asked = await browser.open(account('/devices'));
    await submitLogin(browser, asked);
    const again = await browser.submit(asked.forms[0], { username: alice.username, password: alice.password });
    expect(again.status).toBe(400);
    expect(again.text).toContain('data-error="expired"');
    expect(again.text).toMatch(/<a id="error-return" href="\/account"/);
    expect((await browser.open(account())).url).toBe(account());
  });

  test('is asked again after a wrong password, and has no session', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    const asked = await browser.open(account());
    const failed = await submitLogin(browser, asked, { username: alice.username, password: 'not it at all' });
    expect(failed.status).toBe(400);
    expect(new URL((await browser.open(account())).url).pathname).toBe('/login');
  });
});

describe('the pages', () => {
  test.each(['', ...SECTIONS.map((name) => `/${name}`)])(
    'of /account%s are kept by no cache and framed by nobody',
    async (path) => {
      const { page } = await browserAtAccount(cardea, { path });
      const { headers } = page;
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).not.toContain('script-src');
      expect(page.text).not.toContain('<script');
    },
  );

  test('other methods and other sections are not there', async () => {
    const { browser } = await browserAtAccount(cardea);
    expect((await browser.send(account('/nothing'))).status).toBe(404);
    expect((await browser.send(account('/devices'), { method: 'DELETE' })).status).toBe(405);
    expect((await browser.send(account('/confirm?for=https://evil.example'))).status).toBe(400);
    expect((await browser.send(account('/confirm'))).status).toBe(400);
  });

  test('say that something is done where it was, and not because a link says so', async () => {
    const one = await browserAtAccount(cardea, { path: '/devices' });
    const two = await browserAtAccount(cardea, { path: '/devices' });
    const done = await act(two.browser, await two.browser.open(account('/devices')), { action: 'end_others' });
    expect(done.status).toBe(303);
    const shown = await two.browser.follow(done);
    expect(shown.text).toContain('id="account-notice"');
    const again = await browserAtAccount(cardea, { path: '/devices' });
    for (const url of [done.location ?? '', account('/devices?done=devices_signed_out'), account('/devices?done=x.y')])
      expect((await again.browser.open(url)).text).not.toContain('account-notice');
    expect(new URL((await one.browser.open(account())).url).pathname).toBe('/login');
  });
});

describe('several people on one browser', () => {
  const both = async () => {
    const { browser } = await browserAtAccount(cardea);
    const choice = await browser.open(account('/switch'));
    expect(new URL(choice.url).pathname).toBe('/select-account');
    const login = await browser.open(`${choice.url.replace('/select-account', '/login')}&other=yes`);
    const home = await submitLogin(browser, login, bob);
    return { browser, home };
  };

  test('who signs in last is shown, and one can switch back', async () => {
    const { browser, home } = await both();
    expect(personOf(home)).toBe(bob.email);
    const choice = await browser.open(account('/switch'));
    const rows = choice.forms[0]?.buttons ?? [];
    expect(rows).toHaveLength(2);
    const back = await browser.follow(await browser.submit(choice.forms[0], { ...rows[1] }));
    expect(personOf(back)).toBe(alice.email);
    expect(personOf(await browser.open(account()))).toBe(alice.email);
  });

  test('a form does what it does for whom it was shown to, and not for whom is shown by now', async () => {
    const { browser } = await both();
    const bobs = await browser.open(account('/devices'));
    const choice = await browser.open(account('/switch'));
    await browser.submit(choice.forms[0], { ...choice.forms[0]?.buttons[1] });
    expect(personOf(await browser.open(account()))).toBe(alice.email);
    const elsewhere = await browserAtAccount(cardea, { person: bob });
    const alices = await browserAtAccount(cardea);
    const page = await browser.open(account('/devices'));
    expect(bobs.forms[0]?.fields.person).not.toBe(page.forms[0]?.fields.person ?? '');
    const again = await browserAtAccount(cardea, { person: bob, path: '/devices' });
    const done = await act(again.browser, again.page, { action: 'end_others' });
    expect(done.status).toBe(303);
    expect(new URL((await elsewhere.browser.open(account())).url).pathname).toBe('/login');
    expect(personOf(await alices.browser.open(account()))).toBe(alice.email);
  });

  test('the form of somebody who has left does nothing, and asks them to sign in', async () => {
    const { browser } = await both();
    await browserAtAccount(cardea, { person: bob });
    const page = await browser.open(account('/devices'));
    const other = await browserAtAccount(cardea, { person: bob, path: '/devices' });
    await act(other.browser, other.page, { action: 'end_others' });
    const response = await act(browser, page, { action: 'end_others' });
    const asked = await browser.follow(response);
    expect(new URL(asked.url).pathname).toBe('/login');
    expect((await other.browser.open(account())).url).toBe(account());
  });
});

describe('a device is signed out', () => {
  test('with what applications got in its session, but what may go on while one is away', async () => {
    const { clientId, clientSecret } = await addClient(cardea, {
      name: 'Notebook',
      grants: ['authorization_code'],
      redirectUris: ['https://notes.example.org/cb'],
      scope: 'openid profile',
    });
    const far = await browserAtAccount(cardea, { person: carol });
    const url = authorizationUrl(cardea, {
      client_id: clientId,
      redirect_uri: 'https://notes.example.org/cb',
      scope: 'openid',
    });
    const answer = await submitConsent(far.browser, await far.browser.open(url));
    const { code = '' } = answerOf(answer).parameters;
    const near = await browserAtAccount(cardea, { person: carol, path: '/devices' });
    const ended = await act(near.browser, near.page, { action: 'end' });
    expect(ended.status).toBe(303);
    expect((await near.browser.follow(ended)).text).toContain('id="devices-only-this"');
    expect(new URL((await far.browser.open(account())).url).pathname).toBe('/login');
    const response = await fetch(cardea.endpoint('token'), {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: 'https://notes.example.org/cb',
        code_verifier: CODE_VERIFIER,
      }),
    });
    expect([response.status, (await response.json()).error]).toEqual([400, 'invalid_grant']);
  });

  test('this one too, which then has no session left', async () => {
    const { browser, page } = await browserAtAccount(cardea, { path: '/devices' });
    const elsewhere = await browserAtAccount(cardea, { path: '/devices' });
    const { session } = formOf(elsewhere.page);
    expect((await browser.submit(page.forms[0], { do: 'end', session })).status).toBe(303);
    expect(browser.cookies.has('cardea_session')).toBe(false);
    expect(new URL((await browser.open(account())).url).pathname).toBe('/login');
    expect((await elsewhere.browser.open(account())).url).toBe(account());
  });

  test('only where it is one’s own: another person’s session is as unknown as none', async () => {
    const victim = await browserAtAccount(cardea, { person: bob });
    const helper = await browserAtAccount(cardea, { person: bob, path: '/devices' });
    const { session } = formOf(helper.page);
    await browserAtAccount(cardea);
    const { browser, page } = await browserAtAccount(cardea, { path: '/devices' });
    for (const wrong of [session, 'x', '', "' or 1=1", 'A'.repeat(22)]) {
      const refused = await browser.submit(page.forms[0], { do: 'end', session: wrong });
      expect([wrong, refused.status]).toEqual([wrong, 404]);
    }
    expect((await victim.browser.open(account())).url).toBe(account());
  });
});

/** The inputs of a page, as they come. */
const inputsOf = ({ text }: PageResponse) =>
  [...text.matchAll(/<input[^>]*>/g)].map(([input]) => ({
    id: / id="([^"]*)"/.exec(input)?.[1] ?? '',
    value: / value="([^"]*)"/.exec(input)?.[1] ?? '',
  }));

const formOf = (page: PageResponse) => {
  const form = page.forms.find(({ fields }) => fields.session !== undefined);
  return { form, session: form?.fields.session ?? '' };
};

describe('the password', () => {
  const NEXT = 'kettle under the blue river';

  test('is changed: this browser goes on with another cookie, every other one signs in anew, with the new one', async () => {
    const person: Person = { ...carol, username: 'dora', email: 'dora@people.example' };
    await addPerson(cardea, person);
    const elsewhere = await browserAtAccount(cardea, { person });
    const { browser, page } = await browserAtAccount(cardea, { person, path: '/password' });
    const before = browser.cookies.get('cardea_session');
    const fields = { action: 'change', current: person.password, next: NEXT, again: NEXT };
    const changed = await act(browser, page, fields);
    expect(changed.status).toBe(303);
    expect(browser.cookies.get('cardea_session')).not.toBe(before);
    const shown = await browser.follow(changed);
    expect([shown.status, new URL(shown.url).pathname]).toEqual([200, '/account/password']);
    expect(shown.text).toContain('All other devices are signed out');
    expect(new URL((await elsewhere.browser.open(account())).url).pathname).toBe('/login');
    await browserAtAccount(cardea, { person: { ...person, password: NEXT } });
    expect(cardea.logs()).not.toContain(NEXT);
  });

  test.each([
    ['again', { current: carol.password, next: NEXT, again: 'another' }],
    ['next', { current: carol.password, next: 'carol', again: 'carol' }],
    ['next', { current: carol.password, next: carol.email, again: carol.email }],
    ['current', { current: 'not it', next: NEXT, again: NEXT }],
    ['current', { current: 'x'.repeat(2000), next: NEXT, again: NEXT }],
  ])('stays where %s is wrong, which is said there', async (field, fields) => {
    const { browser, page } = await browserAtAccount(cardea, { person: carol, path: '/password' });
    const refused = await act(browser, page, { action: 'change', ...fields });
    expect(refused.status).toBe(400);
    expect(refused.text.match(/id="password-[a-z]+-fault"/g)).toEqual([`id="password-${field}-fault"`]);
    for (const { id, value } of inputsOf(refused)) expect(id.startsWith('password-') ? value : '').toBe('');
    await browserAtAccount(cardea, { person: carol });
  });
});

describe('the end of an account', () => {
  test('is said where it was asked for, and taken back at the next sign-in, without a script', async () => {
    const person: Person = { ...carol, username: 'erin', email: 'erin@people.example' };
    await addPerson(cardea, person);
    const { browser, page } = await browserAtAccount(cardea, { person, path: '/delete' });
    const mistyped = await act(browser, page, { action: 'delete', username: 'erni' });
    expect(mistyped.status).toBe(400);
    expect(mistyped.text).toContain('id="delete-username-fault"');
    const ended = await act(browser, page, { action: 'delete', username: 'Erin' });
    expect(ended.status).toBe(303);
    expect(browser.cookies.has('cardea_session')).toBe(false);
    const goodbye = await browser.follow(ended);
    expect(goodbye.text).toContain('id="account-goodbye"');
    // Nobody is told so by a link of somebody else
    const stranger = new HttpBrowser(cardea.issuer);
    expect((await stranger.open(ended.location ?? '')).text).not.toContain('account-goodbye');

    const login = await browser.open(account());
    const asked = await submitLogin(browser, login, person);
    expect(asked.status).toBe(400);
    expect(asked.text).toContain('id="login-deleting"');
    expect(browser.cookies.has('cardea_session')).toBe(false);
    const { username, password } = person;
    const kept = await browser.follow(await browser.submit(asked.forms[0], { username, password, keep: 'yes' }));
    expect([kept.url, personOf(kept)]).toEqual([account(), person.email]);
  });
});

describe('my data', () => {
  test('come as a file that holds no secret', async () => {
    const { browser, page } = await browserAtAccount(cardea, { path: '/data' });
    const file = await act(browser, page, { action: 'download' });
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="my-data.json"');
    expect(file.headers.get('content-type')).toBe('application/json');
    expect(file.headers.get('cache-control')).toBe('no-store');
    const data = JSON.parse(file.text);
    expect(data.account).toMatchObject({ username: alice.username, email: alice.email, hasPassword: true });
    expect(data.sessions.length).toBeGreaterThan(0);
    const handle = browser.cookies.get('cardea_session') ?? '';
    expect(file.text).not.toContain(handle.slice(-20));
    expect(file.text).not.toMatch(/argon2|verifierHash|sha256/i);
    expect(file.text).not.toContain(bob.email);
  });
});
