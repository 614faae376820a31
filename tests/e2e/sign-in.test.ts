import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import * as oidc from 'openid-client';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addPerson, alice, bob } from '../harness/people.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { type App, createApp } from './apps/app.ts';
import { type RelyingParty, startRelyingParty } from './apps/relying-party.ts';
import { freshBrowser, startChromium } from './browser/chromium.ts';
import { signIn } from './browser/sign-in.ts';

setDefaultTimeout(30_000);

let cardea: RunningCardea;
let chromium: Browser;
let party: RelyingParty;
let app: App;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  [cardea, chromium] = await Promise.all([startCardea(), startChromium()]);
  party = startRelyingParty();
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
  app = await createApp(cardea, party);
});

afterAll(async () => {
  await chromium.close();
  party[Symbol.dispose]();
  await cardea.stop();
});

beforeEach(async () => {
  browser = await freshBrowser(chromium);
  page = await browser.newPage();
});

afterEach(() => browser.close());

/** Signs alice in for the first time in this browser, and agrees. */
const signInAndAgree = async (parameters?: Record<string, string>) => {
  const begun = await app.begin({ prompt: 'consent', ...parameters });
  await page.goto(begun.url);
  await signIn(page, alice);
  await page.click('#consent-allow');
  return app.finish(begun, (await party.next()).url);
};

const answerOf = ({ url }: { readonly url: URL }) => Object.fromEntries(url.searchParams);

describe('a person signs in', () => {
  test('through Chromium: sign-in, consent, code, tokens, userinfo, refresh (parity: authorize; textbook flows; LinkedIn)', async () => {
    const tokens = await signInAndAgree();
    const claims = tokens.claims();
    expect(claims).toMatchObject({ iss: cardea.issuer, aud: app.client.clientId, amr: ['pwd'] });
    expect(claims?.auth_time).toBeNumber();
    expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'openid profile email offline_access' });

    const subject = claims?.sub ?? '';
    const about = await oidc.fetchUserInfo(app.config, tokens.access_token, subject);
    expect(about).toMatchObject({ sub: subject, email: alice.email, preferred_username: alice.username });

    const again = await oidc.refreshTokenGrant(app.config, tokens.refresh_token ?? '');
    expect(again.access_token).not.toBe(tokens.access_token);
    expect(await oidc.fetchUserInfo(app.config, again.access_token, subject)).toEqual(about);
  });

  test('the second time, with a live session and remembered consent, no page is shown (parity: Authelia)', async () => {
    const first = await signInAndAgree();
    const begun = await app.begin();
    const visited: string[] = [];
    page.on('framenavigated', (frame) => visited.push(new URL(frame.url()).pathname));
    await page.goto(begun.url);
    const second = await app.finish(begun, (await party.next()).url);
    expect(visited).toEqual(['/callback']);
    expect(second.claims()?.sub).toBe(first.claims()?.sub ?? '');
    expect(second.claims()?.auth_time).toBe(first.claims()?.auth_time);
    expect(second.claims()?.sid).toEqual(first.claims()?.sid ?? '');
  });

  test('with the e-mail address in other letters, and the keyboard alone', async () => {
    const begun = await app.begin({ prompt: 'consent' });
    await page.goto(begun.url);
    await page.waitForSelector('#username:focus');
    await page.keyboard.type(alice.email.toUpperCase());
    await page.keyboard.press('Tab');
    await page.keyboard.type(alice.password);
    await page.keyboard.press('Enter');
    await page.focus('#consent-allow');
    await page.keyboard.press('Enter');
    expect((await app.finish(begun, (await party.next()).url)).claims()?.sub).toBeString();
  });

  test('as a public client without a secret', async () => {
    const native = await createApp(cardea, party, { name: 'Pocket', authMethod: 'none', words: ['--native'] });
    const begun = await native.begin();
    await page.goto(begun.url);
    await signIn(page, alice);
    expect(await page.textContent('#consent-unproven')).toContain('Pocket');
    await page.click('#consent-allow');
    const tokens = await native.finish(begun, (await party.next()).url);
    const next = await oidc.refreshTokenGrant(native.config, tokens.refresh_token ?? '');
    expect(next.refresh_token).not.toBe(tokens.refresh_token ?? '');
  });
});

describe('the answer comes', () => {
  test('in a form that sends itself (form_post)', async () => {
    const begun = await app.begin({ response_mode: 'form_post', prompt: 'consent' });
    await page.goto(begun.url);
    await signIn(page, alice);
    await page.click('#consent-allow');
    const { method, url, form, headers } = await party.next();
    expect([method, url.search, headers.get('referer')]).toEqual(['POST', '', null]);
    const answer = new Request(party.redirectUri, { method: 'POST', body: form });
    expect((await app.finish(begun, answer)).claims()?.sub).toBeString();
  });

  test('in a form with a button, where scripts are off', async () => {
    await browser.close();
    browser = await freshBrowser(chromium, { javaScriptEnabled: false });
    page = await browser.newPage();
    const begun = await app.begin({ response_mode: 'form_post', prompt: 'consent' });
    await page.goto(begun.url);
    await signIn(page, alice);
    await page.click('#consent-allow');
    await page.click('#form-post-submit');
    const { form } = await party.next();
    expect(form.get('state')).toBe(begun.state);
  });

  test('in the fragment', async () => {
    const begun = await app.begin({ response_mode: 'fragment', prompt: 'consent' });
    await page.goto(begun.url);
    await signIn(page, alice);
    await page.click('#consent-allow');
    expect((await party.next()).url.search).toBe('');
    await page.waitForURL(/#/);
    const answer = new URL(page.url());
    expect(Object.fromEntries(new URLSearchParams(answer.hash.slice(1)))).toMatchObject({
      state: begun.state,
      iss: cardea.issuer,
    });
  });

  test('to a request that another site sent by POST, from somebody who is signed in', async () => {
    await signInAndAgree();
    const { url, ...begun } = await app.begin();
    const { origin, pathname, searchParams } = new URL(url);
    await page.goto(`${party.origin}/`);
    await page.evaluate(
      `(() => {
        const form = document.createElement('form');
        form.method = 'post';
        form.action = ${JSON.stringify(origin + pathname)};
        for (const [name, value] of ${JSON.stringify([...searchParams])}) {
          const input = document.createElement('input');
          Object.assign(input, { type: 'hidden', name, value });
          form.append(input);
        }
        document.body.append(form);
        form.submit();
      })()`,
    );
    expect((await app.finish({ url, ...begun }, (await party.next()).url)).claims()?.sub).toBeString();
  });
});

describe('a person does not sign in', () => {
  test('with a wrong password: told so, with what was typed but the password, and can try again', async () => {
    const begun = await app.begin({ prompt: 'consent' });
    await page.goto(begun.url);
    await signIn(page, { ...alice, password: 'not it' });
    expect(await page.textContent('#login-error')).toContain('not right');
    const wrong = await page.textContent('#login-error');
    expect([await page.inputValue('#username'), await page.inputValue('#password')]).toEqual([alice.username, '']);
    await signIn(page, { username: 'nobody', password: 'not it' });
    expect(await page.textContent('#login-error')).toBe(wrong ?? '');
    await signIn(page, alice);
    await page.click('#consent-allow');
    await app.finish(begun, (await party.next()).url);
  });

  test('after a cancel: the application is told', async () => {
    const begun = await app.begin();
    await page.goto(begun.url);
    await page.click('#login-cancel');
    expect(answerOf(await party.next())).toMatchObject({
      error: 'access_denied',
      state: begun.state,
      iss: cardea.issuer,
    });
  });

  test('after a no to what is asked: the application is told, and asked again next time', async () => {
    const begun = await app.begin({ prompt: 'consent' });
    await page.goto(begun.url);
    await signIn(page, bob);
    await page.click('#consent-deny');
    expect(answerOf(await party.next())).toMatchObject({ error: 'access_denied', state: begun.state });
    await page.goto((await app.begin()).url);
    expect(await page.isVisible('#consent-allow')).toBe(true);
  });

  test('for a redirect URI that is not registered: a page in plain words, and nothing is sent there', async () => {
    const before = party.callbacks.length;
    const begun = await app.begin({ redirect_uri: `${party.redirectUri}/other` });
    const response = await page.goto(begun.url);
    expect(response?.status()).toBe(400);
    expect(await page.getAttribute('#error', 'data-error')).toBe('address');
    const requestId = (await page.textContent('#request-id')) ?? '';
    await waitUntil(() => cardea.logs().includes(requestId), { what: 'the operator is told', timeoutMs: 5_000 });
    expect(party.callbacks.length).toBe(before);
  });
});

describe('prompt and max_age (OpenID Connect Core §3.1.2.1)', () => {
  test('none: login_required where nobody is signed in, an answer without a page where somebody is', async () => {
    const nobody = await app.begin({ prompt: 'none' });
    await page.goto(nobody.url);
    expect(answerOf(await party.next())).toMatchObject({ error: 'login_required', state: nobody.state });
    await signInAndAgree();
    const somebody = await app.begin({ prompt: 'none' });
    await page.goto(somebody.url);
    await app.finish(somebody, (await party.next()).url);
  });

  test('none: consent_required for what was not agreed to yet', async () => {
    await signInAndAgree();
    const other = await createApp(cardea, party, { name: 'Other' });
    await page.goto((await other.begin({ prompt: 'none' })).url);
    expect(answerOf(await party.next())).toMatchObject({ error: 'consent_required' });
  });

  test.each([{ prompt: 'login' }, { max_age: '0' }])('%o: a fresh sign-in at once after another one', async (wish) => {
    const first = await signInAndAgree();
    const begun = await app.begin(wish);
    await page.goto(begun.url);
    expect(await page.inputValue('#username')).toBe(alice.username);
    expect(await page.isVisible('#login-why')).toBe(true);
    await signIn(page, alice);
    const second = await app.finish(begun, (await party.next()).url);
    expect(Number(second.claims()?.auth_time)).toBeGreaterThanOrEqual(Number(first.claims()?.auth_time));
    expect(second.claims()?.sid).toEqual(first.claims()?.sid ?? '');
  });

  test('consent: asked again, although it was agreed to', async () => {
    await signInAndAgree();
    await page.goto((await app.begin({ prompt: 'consent' })).url);
    expect(await page.isVisible('#consent-allow')).toBe(true);
  });

  test('select_account: two people on one browser, each with tokens of their own', async () => {
    const first = await signInAndAgree();
    const begun = await app.begin({ prompt: 'select_account' });
    await page.goto(begun.url);
    await page.click('#account-other');
    await signIn(page, bob);
    expect(await page.textContent('#consent-person')).toBe(bob.username);
    await page.click('#consent-allow');
    const second = await app.finish(begun, (await party.next()).url);
    expect(second.claims()?.sub).not.toBe(first.claims()?.sub ?? '');

    const third = await app.begin();
    await page.goto(third.url);
    await page.click(`text=${alice.email}`);
    expect((await app.finish(third, (await party.next()).url)).claims()?.sub).toBe(first.claims()?.sub ?? '');
  });
});

describe('tabs and the back button', () => {
  test('two tabs on one sign-in do not break each other, and one answer leaves (S014)', async () => {
    const begun = await app.begin({ prompt: 'consent' });
    await page.goto(begun.url);
    const other = await browser.newPage();
    await other.goto(page.url());
    await signIn(page, alice);
    await page.waitForSelector('#consent-allow');
    await signIn(other, alice);
    await other.waitForSelector('#consent-allow');
    await page.click('#consent-allow');
    await app.finish(begun, (await party.next()).url);
    await other.click('#consent-allow');
    expect(await other.getAttribute('#error', 'data-error')).toBe('expired');
  });

  test('two sign-ins in two tabs both come to their end', async () => {
    const [one, two] = [await app.begin({ prompt: 'consent' }), await app.begin({ prompt: 'consent' })];
    await page.goto(one.url);
    const other = await browser.newPage();
    await other.goto(two.url);
    await signIn(page, alice);
    await page.click('#consent-allow');
    await app.finish(one, (await party.next()).url);
    await signIn(other, alice);
    await other.click('#consent-allow');
    await app.finish(two, (await party.next()).url);
  });

  test('S012: going back after prompt=login opens no way around the fresh sign-in', async () => {
    await signInAndAgree();
    const begun = await app.begin({ prompt: 'login' });
    await page.goto(begun.url);
    const loginUrl = page.url();
    await signIn(page, alice);
    await app.finish(begun, (await party.next()).url);
    const answers = party.callbacks.length;
    await page.waitForSelector('h1:has-text("Signed in")');
    await page.goBack();
    await page.goto(loginUrl);
    expect(await page.getAttribute('#error', 'data-error')).toBe('expired');
    expect(party.callbacks.length).toBe(answers);
  });

  test('another browser cannot go on with a sign-in', async () => {
    await page.goto((await app.begin()).url);
    const stranger = await freshBrowser(chromium);
    const other = await stranger.newPage();
    expect((await other.goto(page.url()))?.status()).toBe(403);
    expect(await other.getAttribute('#error', 'data-error')).toBe('other_browser');
    await stranger.close();
  });
});
