import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { decodeJwt } from 'jose';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { mailTo } from '../harness/dev-mail.ts';
import { addPerson, alice } from '../harness/people.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { type App, createApp } from './apps/app.ts';
import { type RelyingParty, startRelyingParty } from './apps/relying-party.ts';
import { freshBrowser, startChromium } from './browser/chromium.ts';
import { signIn } from './browser/sign-in.ts';

setDefaultTimeout(30_000);

const NEW_PASSWORD = 'a lamp under the old oak tree';

let cardea: RunningCardea;
let chromium: Browser;
let party: RelyingParty;
let app: App;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  [cardea, chromium] = await Promise.all([
    startCardea({ env: { CARDEA_SIGN_UP: 'verified_email', CARDEA_EMAIL_CODES: 'true' } }),
    startChromium(),
  ]);
  party = startRelyingParty();
  await addPerson(cardea, alice);
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

/** Opens the link of a mail as its reader does: in the mail, by its button. */
const openLinkOf = async (to: string, count: number, reader: Page = page): Promise<void> => {
  const { id } = await mailTo(cardea, to, count);
  await reader.goto(`${cardea.issuer}/dev/mail?id=${id}&as=html`);
  await reader.click('a');
};

describe('an application asks for a new account (Initiating User Registration 1.0)', () => {
  test('and gets back a person whose address is proven', async () => {
    const metadata = app.config.serverMetadata();
    expect(metadata.prompt_values_supported).toContain('create');
    const begun = await app.begin({ prompt: 'create' });
    await page.goto(begun.url);
    expect(new URL(page.url()).pathname).toBe('/sign-up');
    await page.fill('#email', 'carol@people.example');
    await page.click('#sign-up-submit');
    await page.waitForSelector('#mail-sent');
    await openLinkOf('carol@people.example', 1);
    expect(await page.textContent('main')).toContain('carol@people.example');
    await page.fill('#new-password', NEW_PASSWORD);
    await page.click('#new-password-submit');
    await page.click('#consent-allow');
    const tokens = await app.finish(begun, (await party.next()).url);
    const claims = decodeJwt(tokens.id_token ?? '');
    expect(claims.amr).toEqual(['pwd']);
    const user = await fetch(cardea.endpoint('userinfo'), {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(await user.json()).toMatchObject({ email: 'carol@people.example', email_verified: true, sub: claims.sub });
  });

  test('whoever has an account already is told so by mail alone, and the page says the same', async () => {
    await page.goto((await app.begin({ prompt: 'create' })).url);
    await page.fill('#email', alice.email);
    await page.click('#sign-up-submit');
    await page.waitForSelector('#mail-sent');
    const sent = await page.textContent('main');
    const { subject, text } = await mailTo(cardea, alice.email);
    expect(subject).toContain('already have an account');
    expect(text).toContain(`${cardea.issuer}/forgot-password`);
    await page.goto(`${cardea.issuer}/sign-up`);
    await page.fill('#email', 'dave@people.example');
    await page.click('#sign-up-submit');
    await page.waitForSelector('#mail-sent');
    expect(await page.textContent('main')).toBe(sent);
  });

  test('whoever has an account signs in with it instead', async () => {
    const begun = await app.begin({ prompt: 'create' });
    await page.goto(begun.url);
    await page.click('#sign-up-back');
    await signIn(page, alice);
    await page.click('#consent-allow');
    const tokens = await app.finish(begun, (await party.next()).url);
    expect(tokens.id_token).toBeDefined();
  });

  test('a link opened elsewhere makes the account, and signs nobody in where it was not begun', async () => {
    await page.goto((await app.begin()).url);
    await page.click('#login-sign-up');
    await page.fill('#email', 'erin@people.example');
    await page.click('#sign-up-submit');
    await page.waitForSelector('#mail-sent');
    const phone = await freshBrowser(chromium);
    const reader = await phone.newPage();
    await openLinkOf('erin@people.example', 1, reader);
    await reader.fill('#new-password', NEW_PASSWORD);
    await reader.click('#new-password-submit');
    await reader.waitForSelector('#link-done');
    expect((await phone.cookies()).map(({ name }) => name).filter((name) => name.includes('session'))).toEqual([]);
    await phone.close();
    await page.goto((await app.begin()).url);
    await signIn(page, { username: 'erin@people.example', password: NEW_PASSWORD });
    await page.waitForSelector('#consent-allow');
  });
});

describe('a person who forgot their password', () => {
  test('gets a mail, chooses another one, and goes on to the application', async () => {
    const frank = { username: 'frank', email: 'frank@people.example', password: 'seven brown ships sail by night' };
    await addPerson(cardea, frank);
    const begun = await app.begin();
    await page.goto(begun.url);
    await page.click('#login-forgot');
    await page.fill('#username', frank.username);
    await page.click('#forgot-submit');
    await page.waitForSelector('#mail-sent');
    await openLinkOf(frank.email, 1);
    await page.fill('#new-password', 'password');
    await page.click('#new-password-submit');
    await page.waitForSelector('#link-error');
    await page.fill('#new-password', NEW_PASSWORD);
    await page.click('#new-password-submit');
    await page.click('#consent-allow');
    expect((await app.finish(begun, (await party.next()).url)).id_token).toBeDefined();
    expect((await mailTo(cardea, frank.email, 2)).subject).toContain('was changed');
  });
});

test('a person signs in with a code from a mail, and the application is told how', async () => {
  const heidi = { username: 'heidi', email: 'heidi@people.example', password: 'seven brown ships sail by night' };
  await addPerson(cardea, heidi);
  const begun = await app.begin();
  await page.goto(begun.url);
  await page.click('#login-code');
  await page.fill('#username', heidi.email);
  await page.click('#code-send');
  await page.waitForSelector('#code-submit');
  const { text } = await mailTo(cardea, heidi.email);
  await page.fill('#code', /^\d{8}$/m.exec(text)?.[0] ?? '');
  await page.click('#code-submit');
  await page.click('#consent-allow');
  const tokens = await app.finish(begun, (await party.next()).url);
  expect(decodeJwt(tokens.id_token ?? '').amr).toEqual(['email']);
});

describe('a person changes their e-mail address', () => {
  test('by a link in a mail to the new one; the old one is told, and no longer signs in', async () => {
    const grace = { username: 'grace', email: 'grace@people.example', password: 'seven brown ships sail by night' };
    await addPerson(cardea, grace);
    await page.goto(`${cardea.issuer}/account/profile`);
    await signIn(page, grace);
    await page.click('#email-verify');
    await page.waitForSelector('#account-notice');
    await openLinkOf(grace.email, 1);
    await page.click('#link-confirm');
    await page.waitForSelector('#link-done');
    await page.goto(`${cardea.issuer}/account/profile`);
    expect(await page.getAttribute('#profile-email [data-verified]', 'data-verified')).toBe('true');
    await page.fill('#new-email', 'grace@new.example');
    await page.click('#email-change');
    await page.waitForSelector('#account-notice');
    await openLinkOf('grace@new.example', 1);
    expect(await page.textContent('main')).toContain('grace');
    await page.click('#link-confirm');
    await page.waitForSelector('#link-done');
    await page.goto(`${cardea.issuer}/account/profile`);
    expect(await page.textContent('#profile-email')).toContain('grace@new.example');
    const told = await mailTo(cardea, grace.email, 2);
    expect(told.subject).toContain('was changed');
    expect(told.text).toContain('g…@new.example');
    expect(told.text).not.toContain('grace@new.example');
  });
});
