import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { freePort } from '../harness/free-port.ts';
import { addPerson, type Person } from '../harness/people.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { totpCode } from '../harness/totp.ts';
import { type App, createApp } from './apps/app.ts';
import { type RelyingParty, startRelyingParty } from './apps/relying-party.ts';
import { freshBrowser, startChromium } from './browser/chromium.ts';
import { signIn } from './browser/sign-in.ts';
import { addAuthenticator } from './browser/virtual-authenticator.ts';

setDefaultTimeout(60_000);

const ONE_FACTOR = 'urn:cardea:acr:one-factor';
const TWO_FACTOR = 'urn:cardea:acr:two-factor';
const PASSWORD = 'correct horse battery staple, Übung';

let cardea: RunningCardea;
let chromium: Browser;
let party: RelyingParty;
let relaxed: App;
let strict: App;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  const port = freePort();
  // Browsers know passkeys for names, not for addresses
  const env = { CARDEA_ISSUER: `http://localhost:${port}` };
  [cardea, chromium] = await Promise.all([startCardea({ port, env }), startChromium()]);
  party = startRelyingParty();
  const words = ['--consent', 'implicit'];
  relaxed = await createApp(cardea, party, { words });
  strict = await createApp(cardea, party, { words: [...words, '--factors', 'two_factors'] });
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

const aPerson = async (): Promise<Person> => {
  const username = `p-${randomUUID()}`;
  const person = { username, email: `${username}@people.example`, password: PASSWORD };
  await addPerson(cardea, person);
  return person;
};

/** Goes to the application, and does what has to be done until it has its answer. */
const through = async (app: App, act: () => Promise<void>, parameters?: Record<string, string>) => {
  const begun = await app.begin(parameters);
  // A passkey may answer before the page has loaded to its end: then the browser has gone on already
  await page.goto(begun.url).catch((error: Error) => {
    if (!error.message.includes('is interrupted by another navigation')) throw error;
  });
  await act();
  return (await app.finish(begun, (await party.next()).url)).claims();
};

const secretOnPage = async (): Promise<string> => ((await page.textContent('#totp-key')) ?? '').replaceAll(' ', '');

/** Signs in to the application that asks for two factors, and sets up an authenticator app on the way. */
const enrol = async (person: Person) => {
  const secrets: string[] = [];
  const codes: string[] = [];
  const claims = await through(strict, async () => {
    await signIn(page, person);
    const secret = await secretOnPage();
    await page.fill('#code', totpCode(secret, Date.now()));
    await page.click('#totp-submit');
    await page.waitForSelector('#recovery-codes');
    codes.push(...(await page.locator('#recovery-codes li').allTextContents()));
    secrets.push(secret);
    await page.click('#recovery-continue');
  });
  const [secret = ''] = secrets;
  return { claims, secret, codes };
};

const freshPage = async (): Promise<void> => {
  await browser.close();
  browser = await freshBrowser(chromium);
  page = await browser.newPage();
};

describe('an application that asks for two factors', () => {
  test('leads a person who has none to set one up, without JavaScript, and gets two', async () => {
    await browser.close();
    browser = await freshBrowser(chromium, { javaScriptEnabled: false });
    page = await browser.newPage();
    const person = await aPerson();
    const { claims, codes } = await enrol(person);
    expect(claims).toMatchObject({ acr: TWO_FACTOR, amr: ['pwd', 'otp', 'mfa'] });
    expect(new Set(codes).size).toBe(16);
    for (const code of codes) expect(code).toMatch(/^[0-9a-hj-km-np-tv-z]{4}(-[0-9a-hj-km-np-tv-z]{4}){3}$/);
    // From now on everybody who knows the password is asked
    await freshPage();
    const [code = ''] = codes;
    const second = await through(relaxed, async () => {
      await signIn(page, person);
      await page.click('#use-recovery-code');
      await page.fill('#recovery-code', code.toUpperCase().replaceAll('-', ' '));
      await page.click('#factor-submit');
    });
    expect(second).toMatchObject({ acr: TWO_FACTOR, amr: ['pwd', 'otp', 'mfa'] });
  });

  test('shows the same key again after a wrong code, and the session handle changes with the second factor', async () => {
    const person = await aPerson();
    await through(strict, async () => {
      await signIn(page, person);
      const before = await secretOnPage();
      const cookie = (await browser.cookies()).map(({ value }) => value).join();
      await page.fill('#code', '000000');
      await page.click('#totp-submit');
      await page.waitForSelector('#factor-error');
      expect(await secretOnPage()).toBe(before);
      await page.fill('#code', totpCode(before, Date.now()));
      await page.click('#totp-submit');
      await page.waitForSelector('#recovery-continue');
      expect((await browser.cookies()).map(({ value }) => value).join()).not.toBe(cookie);
      await page.click('#recovery-continue');
    });
  });

  test('offers the recovery codes as a file', async () => {
    const person = await aPerson();
    await through(strict, async () => {
      await signIn(page, person);
      await page.fill('#code', totpCode(await secretOnPage(), Date.now()));
      await page.click('#totp-submit');
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('#recovery-download')]);
      const text = await Bun.file(await download.path()).text();
      const shown = await page.locator('#recovery-codes li').allTextContents();
      expect(shown).toHaveLength(16);
      for (const code of shown) expect(text).toContain(code);
      await page.click('#recovery-continue');
    });
  });
});

describe('a passkey', () => {
  test('is set up on the way, and signs in alone the next time with two factors (Web Authentication §7)', async () => {
    const authenticator = await addAuthenticator(page);
    const person = await aPerson();
    const first = await through(strict, async () => {
      await signIn(page, person);
      await page.click('#passkey-create');
      await page.click('#recovery-continue');
    });
    expect(first).toMatchObject({ acr: TWO_FACTOR, amr: ['pwd', 'pop', 'user', 'mfa'] });
    expect(await authenticator.count()).toBe(1);
    await browser.clearCookies();
    // Offered in the field of the user name, and taken there
    const second = await through(strict, async () => undefined);
    expect(second).toMatchObject({ sub: first?.sub ?? '', acr: TWO_FACTOR, amr: ['pop', 'user', 'mfa'] });
    // And after the password, as the second factor
    await browser.clearCookies();
    await authenticator.agree(false);
    const third = await through(relaxed, async () => {
      await signIn(page, person);
      await page.waitForSelector('#factor-passkey');
      await authenticator.agree(true);
      await page.click('#factor-passkey');
    });
    expect(third).toMatchObject({ acr: TWO_FACTOR, amr: ['pwd', 'pop', 'user', 'mfa'] });
  });

  test('is asked for by a button too', async () => {
    const authenticator = await addAuthenticator(page);
    const person = await aPerson();
    await through(strict, async () => {
      await signIn(page, person);
      await page.click('#passkey-create');
      await page.click('#recovery-continue');
    });
    await browser.clearCookies();
    await authenticator.agree(false);
    const claims = await through(relaxed, async () => {
      await page.waitForSelector('#login-passkey');
      await authenticator.agree(true);
      await page.click('#login-passkey');
    });
    expect(claims?.amr).toEqual(['pop', 'user', 'mfa']);
  });

  test('of somebody who turns away signs nobody in, and the password still does', async () => {
    const authenticator = await addAuthenticator(page);
    await authenticator.verifyUser(false);
    const person = await aPerson();
    const claims = await through(relaxed, async () => {
      await page.click('#login-passkey');
      await page.waitForSelector('#login-passkey-form [data-failure]:not([hidden])');
      await signIn(page, person);
    });
    expect(claims).toMatchObject({ acr: ONE_FACTOR, amr: ['pwd'] });
  });
});

test('a session with one factor is raised where an application asks for two, and stays the same session (RFC 9470 §5)', async () => {
  const person = await aPerson();
  const first = await through(relaxed, () => signIn(page, person));
  expect(first?.acr).toBe(ONE_FACTOR);
  const second = await through(strict, async () => {
    await page.fill('#code', totpCode(await secretOnPage(), Date.now()));
    await page.click('#totp-submit');
    await page.click('#recovery-continue');
  });
  const same = { sid: first?.sid, auth_time: first?.auth_time };
  expect(second).toMatchObject({ ...same, acr: TWO_FACTOR, amr: ['pwd', 'otp', 'mfa'] });
  const third = await through(relaxed, async () => undefined, { acr_values: TWO_FACTOR });
  expect(third).toMatchObject({ ...same, acr: TWO_FACTOR });
});

test('an application that only wishes for two factors takes no for an answer', async () => {
  const person = await aPerson();
  const claims = await through(
    relaxed,
    async () => {
      await signIn(page, person);
      await page.click('#setup-later');
    },
    { acr_values: `${TWO_FACTOR} ${ONE_FACTOR}` },
  );
  expect(claims).toMatchObject({ acr: ONE_FACTOR, amr: ['pwd'] });
});

describe('on the account page', () => {
  const security = async (): Promise<void> => {
    await page.goto(`${cardea.issuer}/account/security`);
  };

  test('a person adds passkeys, names one, and removes it; the codes go with the last', async () => {
    const authenticator = await addAuthenticator(page);
    const person = await aPerson();
    await security();
    await signIn(page, person);
    await page.fill('#passkey-name', 'Laptop');
    await page.click('#passkey-add');
    await page.waitForSelector('#recovery-codes');
    await page.click('#recovery-done');
    expect(await page.textContent('#passkeys h3')).toBe('Laptop');
    expect(await page.textContent('#recovery-left')).toContain('16');

    await page.fill('#passkey-name-1', 'Work <b>laptop</b>');
    await page.click('#passkey-rename-1');
    await page.waitForSelector('#account-notice');
    expect(await page.textContent('#passkeys h3')).toBe('Work <b>laptop</b>');

    await page.click('#passkey-remove-1');
    await page.waitForSelector('#account-notice');
    expect(await page.locator('#passkeys h3').count()).toBe(0);
    expect(await page.locator('#recovery').count()).toBe(0);
    // The browser still has it; here it opens nothing any more
    expect(await authenticator.count()).toBe(1);
    await authenticator.agree(false);
    await browser.clearCookies();
    await page.goto((await relaxed.begin()).url);
    await authenticator.agree(true);
    await page.click('#login-passkey');
    await page.waitForSelector('#login-error');
  });

  test('a person makes fresh recovery codes, and the old ones end (parity: GitHub)', async () => {
    const person = await aPerson();
    const { codes } = await enrol(person);
    await security();
    await page.click('#recovery-replace');
    await page.waitForSelector('#recovery-codes');
    const fresh = await page.locator('#recovery-codes li').allTextContents();
    expect(fresh.filter((code) => codes.includes(code))).toEqual([]);
    const [old = ''] = codes;
    const [next = ''] = fresh;
    await freshPage();
    await through(relaxed, async () => {
      await signIn(page, person);
      await page.click('#use-recovery-code');
      await page.fill('#recovery-code', old);
      await page.click('#factor-submit');
      await page.waitForSelector('#factor-error');
      await page.fill('#recovery-code', next);
      await page.click('#factor-submit');
    });
  });
});
