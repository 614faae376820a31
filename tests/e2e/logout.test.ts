import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import * as oidc from 'openid-client';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addPerson, alice, bob, type Person } from '../harness/people.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { type App, createApp } from './apps/app.ts';
import { type RelyingParty, startRelyingParty } from './apps/relying-party.ts';
import { freshBrowser, startChromium } from './browser/chromium.ts';
import { signIn } from './browser/sign-in.ts';

setDefaultTimeout(30_000);

let cardea: RunningCardea;
let chromium: Browser;
let party: RelyingParty;
let app: App;
let bye: string;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  [cardea, chromium] = await Promise.all([startCardea(), startChromium()]);
  party = startRelyingParty();
  bye = `${party.redirectUri}?left=yes`;
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
  app = await createApp(cardea, party, { words: ['--post-logout-redirect-uri', bye] });
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

/** Signs in and agrees; the ID token that the application gets. */
const signedIn = async (person: Person = alice): Promise<string> => {
  const begun = await app.begin({ prompt: 'login consent' });
  await page.goto(begun.url);
  await signIn(page, person);
  await page.click('#consent-allow');
  const tokens = await app.finish(begun, (await party.next()).url);
  return tokens.id_token ?? '';
};

const endSessionUrl = (parameters: Readonly<Record<string, string>>): string =>
  oidc.buildEndSessionUrl(app.config, { post_logout_redirect_uri: bye, ...parameters }).href;

/** What comes back to the application that sent a person to sign out. */
const farewell = async () => Object.fromEntries((await party.next()).url.searchParams);

/** Whether the next request of the application asks for the password. */
const asksForPassword = async (): Promise<boolean> => {
  await page.goto((await app.begin()).url);
  return page.url().includes('/login') && (await page.isVisible('#password'));
};

describe('a person signs out', () => {
  test('by the link of the application, and is back there; the next request asks for the password', async () => {
    const hint = await signedIn();
    await page.goto(endSessionUrl({ id_token_hint: hint, state: 'a state' }));
    expect(await farewell()).toEqual({ left: 'yes', state: 'a state' });
    expect(page.url()).toStartWith(bye);
    expect(await asksForPassword()).toBe(true);
  });

  test('after a question, where the application has no ID token', async () => {
    await signedIn();
    await page.goto(endSessionUrl({ state: 'a state' }));
    expect(new URL(page.url()).pathname).toBe('/logout');
    expect(await page.textContent('#logout-person')).toContain(alice.username);
    expect(await page.textContent('main')).toContain('Notebook');
    await page.click('#logout-confirm');
    expect(await farewell()).toEqual({ left: 'yes', state: 'a state' });
    expect(await asksForPassword()).toBe(true);
  });

  test('or does not: one who says no stays signed in', async () => {
    await signedIn();
    await page.goto(endSessionUrl({ state: 'a state' }));
    await page.click('#logout-cancel');
    await page.waitForSelector('#still-signed-in');
    const begun = await app.begin({ prompt: 'none' });
    await page.goto(begun.url);
    await app.finish(begun, (await party.next()).url);
  });

  test('by a form that the application sends from its own site', async () => {
    const hint = await signedIn();
    await page.goto(party.origin);
    await page.setContent(`<form method="post" action="${cardea.endpoint('logout')}">
      <input name="id_token_hint" value="${hint}"><input name="post_logout_redirect_uri" value="${bye}"><button>go</button>
    </form>`);
    await page.click('button');
    expect(await farewell()).toEqual({ left: 'yes' });
    expect(await asksForPassword()).toBe(true);
  });

  test('where no way back is registered, on a page that says so; a second time it says the same', async () => {
    const hint = await signedIn();
    for (const _time of [1, 2]) {
      await page.goto(endSessionUrl({ id_token_hint: hint, post_logout_redirect_uri: `${bye}&more=yes` }));
      expect(await page.textContent('#signed-out')).toContain('You are signed out');
      expect(page.url()).not.toContain(hint);
      expect(await page.isVisible('#logout-others')).toBe(false);
    }
    expect(await asksForPassword()).toBe(true);
  });

  test('one of two on a browser; the other stays', async () => {
    await signedIn();
    await signedIn(bob);
    await page.goto(new URL('/logout', cardea.issuer).href);
    await page.click(`button:has-text("${alice.username}")`);
    await page.waitForSelector('#signed-out');
    expect(await page.textContent('#logout-others')).toContain(bob.username);
    expect(await page.textContent('#logout-others')).not.toContain(alice.username);
    const begun = await app.begin({ prompt: 'none' });
    await page.goto(begun.url);
    await app.finish(begun, (await party.next()).url);
    await page.goto(new URL('/logout', cardea.issuer).href);
    await page.click('#logout-confirm');
    await page.waitForSelector('#signed-out');
    expect(await asksForPassword()).toBe(true);
  });

  test('both of two on a browser', async () => {
    await signedIn();
    await signedIn(bob);
    await page.goto(new URL('/logout', cardea.issuer).href);
    await page.click('#logout-confirm');
    await page.waitForSelector('#signed-out');
    expect(await page.isVisible('#logout-others')).toBe(false);
    expect(await asksForPassword()).toBe(true);
  });

  test('and the back button brings nobody back', async () => {
    await signedIn();
    await page.goto(new URL('/logout', cardea.issuer).href);
    await page.click('#logout-confirm');
    await page.waitForSelector('#signed-out');
    await page.goBack();
    await page.waitForSelector('#signed-out');
    expect(await page.isVisible('#logout-confirm')).toBe(false);
  });
});
