import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { freshBrowser, startChromium } from '../e2e/browser/chromium.ts';
import { signIn } from '../e2e/browser/sign-in.ts';
import { addPerson, alice } from '../harness/people.ts';
import { addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { apacheAddresses, startApache } from './peers/apache.ts';

setDefaultTimeout(60_000);

const addresses = apacheAddresses();
let cardea: RunningCardea;
let apache: Awaited<ReturnType<typeof startApache>>;
let chromium: Browser;
let browser: BrowserContext;
let page: Page;
let clientId: string;

const backChannel = (): readonly string[] => [
  ...['--backchannel-logout-uri', addresses.backchannelUri],
  '--backchannel-logout-session',
];

beforeAll(async () => {
  [cardea, chromium] = await Promise.all([
    startCardea({ env: { CARDEA_ALLOW_PRIVATE_LOGOUT_HOSTS: 'localhost', CARDEA_LOGIN_BURST: '100' } }),
    startChromium(),
  ]);
  await addPerson(cardea, alice);
  const client = await addClient(cardea, {
    name: 'Intranet',
    grants: ['authorization_code'],
    redirectUris: [addresses.redirectUri],
    scope: 'openid profile email',
    words: [...['--consent', 'implicit', '--post-logout-redirect-uri', addresses.byeUrl], ...backChannel()],
  });
  clientId = client.clientId;
  apache = await startApache({ issuer: cardea.issuer, client, addresses });
});

afterAll(async () => {
  await chromium.close();
  await apache.stop();
  await cardea.stop();
});

beforeEach(async () => {
  browser = await freshBrowser(chromium);
  page = await browser.newPage();
});

afterEach(() => browser.close());

const signedIn = async (): Promise<void> => {
  await page.goto(addresses.protectedUrl);
  await signIn(page, alice);
  await page.waitForURL(addresses.protectedUrl);
};

/** Whether Apache shows its page to the browser without asking Cardea. */
const isKnown = async (): Promise<boolean> => {
  const answer = await browser.request.get(addresses.protectedUrl, { maxRedirects: 0 });
  return answer.status() === 200;
};

describe('Apache with mod_auth_openidc of Debian', () => {
  test('shows its page to whoever has signed in, and knows their claims', async () => {
    await page.goto(addresses.protectedUrl);
    expect(new URL(page.url()).pathname).toBe('/login');
    await signIn(page, alice);
    await page.waitForURL(addresses.protectedUrl);
    expect(await page.textContent('#email')).toBe(alice.email);
    expect(await isKnown()).toBe(true);
  });

  test('signs a person out by its own link: here too, and back at its page', async () => {
    await signedIn();
    await page.goto(addresses.logoutUrl);
    await page.waitForURL(addresses.byeUrl);
    expect(await isKnown()).toBe(false);
    await page.goto(addresses.protectedUrl);
    expect(new URL(page.url()).pathname).toBe('/login');
  });

  test('takes a logout token: whoever signs out here is signed out there, without the browser', async () => {
    await signedIn();
    const elsewhere = await freshBrowser(chromium);
    const other = await elsewhere.newPage();
    await other.goto(addresses.protectedUrl);
    await signIn(other, alice);
    await other.waitForURL(addresses.protectedUrl);
    expect(await isKnown()).toBe(true);
    await page.goto(new URL('/logout', cardea.issuer).href);
    await page.click('#logout-confirm');
    await page.waitForSelector('#signed-out');
    await waitUntil(async () => !(await isKnown()), { what: 'Apache forgets the session', timeoutMs: 20_000 });
    expect(cardea.logs()).not.toContain('a message was not delivered');
    // The same person in another browser has another session, which goes on
    expect((await elsewhere.request.get(addresses.protectedUrl, { maxRedirects: 0 })).status()).toBe(200);
    await elsewhere.close();
  });

  test('hears of an account that is locked', async () => {
    const person = { username: 'mallory', email: 'mallory@people.example', password: 'a locked door is a closed door' };
    await addPerson(cardea, person);
    await page.goto(addresses.protectedUrl);
    await signIn(page, person);
    await page.waitForURL(addresses.protectedUrl);
    await cardea.cli(['users', 'mod', person.username, '--lock']);
    await waitUntil(async () => !(await isKnown()), { what: 'Apache forgets the session', timeoutMs: 20_000 });
  });

  test('loads in a frame what ends its session, where it is registered so', async () => {
    const frames = ['--frontchannel-logout-uri', addresses.frontchannelUri, '--backchannel-logout-uri', 'none'];
    await cardea.cli(['clients', 'mod', clientId, ...frames, '--no-backchannel-logout-session']);
    try {
      await signedIn();
      await page.goto(new URL('/logout', cardea.issuer).href);
      const framed = page.waitForResponse((response) => response.url().startsWith(addresses.frontchannelUri));
      await page.click('#logout-confirm');
      expect((await framed).status()).toBe(200);
      await page.waitForSelector('#signed-out');
    } finally {
      await cardea.cli(['clients', 'mod', clientId, '--frontchannel-logout-uri', 'none', ...backChannel()]);
    }
  });
});
