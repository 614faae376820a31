// What an administrator does for one person: factors, sessions, consents and app passwords, and what becomes of them.
import { afterAll, afterEach, beforeAll, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { ensureConsole } from '@cardea/console';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { signInToApp } from '../../harness/app-sign-in.ts';
import { addAdministrator } from '../../harness/console.ts';
import { addPerson, alice, bob } from '../../harness/people.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { totpCode } from '../../harness/totp.ts';
import { freshBrowser, startChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';

setDefaultTimeout(60_000);
const CALLBACK = 'https://notebook.example/callback';
let cardea: RunningCardea;
let chromium: Browser;
let browser: BrowserContext;
let page: Page;
let accessToken: string;

beforeAll(async () => {
  await ensureConsole();
  [cardea, chromium] = await Promise.all([startCardea({ env: { CARDEA_DEMO: 'false' } }), startChromium()]);
  await addAdministrator(cardea, alice);
  await addPerson(cardea, bob);
  const client = await addClient(cardea, {
    name: 'Notebook',
    grants: ['authorization_code'],
    redirectUris: [CALLBACK],
    scope: 'openid notes:read',
  });
  const parameters = { scope: 'openid notes:read' };
  const { tokens } = await signInToApp(cardea, { client, redirectUri: CALLBACK, person: bob, parameters });
  accessToken = tokens.access_token;
  await cardea.cli(['auth', 'add', '--user', 'bob', '--name', 'Old mail program', '--scope', 'notes:read']);
});
afterAll(async () => {
  await chromium.close();
  await cardea.stop();
});
beforeEach(async () => {
  browser = await freshBrowser(chromium);
  page = await browser.newPage();
});
afterEach(() => browser.close());

const openUser = async (): Promise<void> => {
  await page.goto(`${cardea.issuer}/admin/users/bob`);
  await signIn(page, alice);
  await page.waitForSelector('#app-passwords');
};

const confirm = async (selector: string): Promise<void> => {
  await page.click(selector);
  await page.click('dialog [id$="-yes"]');
  await page.waitForSelector('dialog', { state: 'detached' });
};

test('an app password is revoked, and is gone from the list', async () => {
  await openUser();
  await page.waitForSelector('#app-passwords-list:has-text("Old mail program")');
  await confirm('#app-passwords-list button');
  await page.waitForSelector('#app-passwords:has-text("None.")');
  const left = await cardea.cli(['auth', 'ls', '--user', 'bob', '--json']);
  expect(left.stdout).not.toContain('Old mail program');
});

test('what was allowed is taken back: its token ends at once, and the audit knows who did it', async () => {
  await openUser();
  await page.waitForSelector('#consents-list:has-text("notes:read")');
  await confirm('#consents-list button');
  await page.waitForSelector('#consents:has-text("allowed no client anything")');
  const answer = await fetch(cardea.endpoint('userinfo'), { headers: { authorization: `Bearer ${accessToken}` } });
  expect(answer.status).toBe(401);
  const entries = await cardea.cli(['audit', 'ls', '--action', 'consent.withdrawn', '--json']);
  expect(entries.json<readonly { actor: { kind: string } }[]>().map(({ actor }) => actor.kind)).toEqual(['user']);
});

test('consents of a client are listed with whose they are, and its tokens for one person end together', async () => {
  const client = await addClient(cardea, {
    name: 'Calendar',
    grants: ['authorization_code'],
    redirectUris: [CALLBACK],
    scope: 'openid',
  });
  const { tokens } = await signInToApp(cardea, { client, redirectUri: CALLBACK, person: bob });
  await page.goto(`${cardea.issuer}/admin/consents`);
  await signIn(page, alice);
  await page.fill('input[name=client]', client.clientId);
  await page.click('#consent-filter-submit');
  await page.waitForSelector('#consents li:has-text("Calendar")');
  await page.goto(`${cardea.issuer}/admin/tokens?client=${client.clientId}&user=bob`);
  await page.waitForSelector('#tokens li');
  await confirm('#revoke-tokens');
  await page.waitForSelector('#empty');
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  expect((await fetch(cardea.endpoint('userinfo'), { headers })).status).toBe(401);
});

test('a session is ended from afar, and the browser there is asked to sign in again', async () => {
  const theirs = await freshBrowser(chromium);
  const other = await theirs.newPage();
  await other.goto(`${cardea.issuer}/account`);
  await signIn(other, bob);
  await other.waitForURL(/\/account/);
  await openUser();
  await page.waitForSelector('#sessions-list:has-text("Chrome on Linux")');
  await confirm('#end-sessions');
  await page.waitForSelector('#sessions:has-text("Signed in nowhere")');
  await other.goto(`${cardea.issuer}/account`);
  expect(new URL(other.url()).pathname).toContain('/login');
  await theirs.close();
});

test('second factors that somebody has lost are removed; the password alone lets them in then', async () => {
  const theirs = await freshBrowser(chromium);
  const other = await theirs.newPage();
  await other.goto(`${cardea.issuer}/admin/sign-in?step_up=true`);
  await signIn(other, bob);
  const secret = ((await other.textContent('#totp-key')) ?? '').replaceAll(' ', '');
  await other.fill('#code', totpCode(secret, Date.now()));
  await other.click('#totp-submit');
  await other.click('#recovery-continue');
  await other.waitForSelector('#give-role');
  await theirs.close();
  await openUser();
  await page.waitForSelector('#factors-list:has-text("Authenticator app")');
  expect(await page.textContent('#factors')).toContain('16 recovery codes left');
  await confirm('#reset-factors');
  await page.waitForSelector('#factors:has-text("None:")');
  const again = await freshBrowser(chromium);
  const fresh = await again.newPage();
  await fresh.goto(`${cardea.issuer}/account`);
  await signIn(fresh, bob);
  await fresh.waitForURL(/\/account/);
  await again.close();
});

test('somebody is given a name, which nothing else changes, and it is taken back by one press', async () => {
  await openUser();
  await page.fill('#user input[name=name]', 'Bob the Builder');
  await page.click('#user-submit');
  await page.waitForSelector('h1:has-text("Bob the Builder")');
  await page.click('#undo');
  await page.waitForSelector('h1:text-is("bob")');
  expect(await page.inputValue('#user input[name=name]')).toBe('');
  const entries = await cardea.cli(['audit', 'ls', '--action', 'account.updated', '--json']);
  const [first] = entries.json<readonly { detail: unknown }[]>();
  expect(JSON.stringify(first?.detail)).not.toContain('email');
});

test('who is disabled is out, and let in again by one press', async () => {
  await openUser();
  await confirm('#disable');
  await page.waitForSelector('#let-in');
  expect((await cardea.cli(['users', 'show', 'bob', '--json'])).stdout).toContain('"disabled"');
  await confirm('#let-in');
  await page.waitForSelector('#lock');
  expect((await cardea.cli(['users', 'show', 'bob', '--json'])).stdout).toContain('"active"');
});
