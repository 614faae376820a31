// The console in a real browser, from the sign-in to each page.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { ensureConsole } from '@cardea/console';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addAdministrator } from '../../harness/console.ts';
import { addPerson, alice, bob } from '../../harness/people.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { totpCode } from '../../harness/totp.ts';
import { freshBrowser, startChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';

setDefaultTimeout(60_000);
const olga = { username: 'olga', email: 'olga@people.example', password: 'five quiet owls above the barn' };
let cardea: RunningCardea;
let chromium: Browser;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  await ensureConsole();
  [cardea, chromium] = await Promise.all([startCardea({ env: { CARDEA_DEMO: 'false' } }), startChromium()]);
  await addAdministrator(cardea, alice);
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

const openConsole = async (path = ''): Promise<void> => {
  await page.goto(`${cardea.issuer}/admin${path}`);
  await signIn(page, alice);
  await page.waitForSelector('#main h1');
};

test('a server without an owner says how it gets one, and makes up no password', async () => {
  await using unowned = await startCardea();
  await page.goto(`${unowned.issuer}/admin`);
  expect(await page.textContent('#make-owner')).toContain('cardea setup');
  expect(await page.textContent('#make-link')).toContain('cardea setup --link');
  await addAdministrator(unowned, alice);
  await page.click('#owner-made');
  await page.waitForSelector('#login-submit');
});

describe('signed in', () => {
  beforeAll(async () => {
    await addPerson(cardea, bob);
    await addAdministrator(cardea, olga, 'admin');
    await addClient(cardea, { name: 'Reports', scope: 'reports:read' });
  });

  test('whoever opens a place signs in, and comes back to it', async () => {
    await openConsole('/clients?x=1');
    expect(page.url()).toBe(`${cardea.issuer}/admin/clients?x=1`);
    expect(await page.textContent('#clients')).toContain('Reports');
    expect(await page.textContent('#person')).toContain('owner');
  });

  test('a client is found, opened and changed; who comes too late is told so and loses nothing', async () => {
    await openConsole('/clients');
    await page.fill('#search', 'report');
    await page.click('#clients a:has-text("Reports")');
    const other = await browser.newPage();
    await other.goto(page.url());
    await page.fill('input[name=name]', 'Reports of the year');
    await page.click('#client-submit');
    await page.waitForSelector('h1:has-text("Reports of the year")');
    await other.fill('input[name=name]', 'Lost update');
    await other.click('#client-submit');
    expect(await other.getAttribute('#problem', 'data-code')).toBe('client.conflict');
    await other.click('#client-reload');
    await other.waitForSelector('h1:has-text("Reports of the year")');
  });

  test('the wizard makes a client that gets a token as its snippet says', async () => {
    await openConsole('/clients/new');
    await page.click('#kind-machine');
    await page.fill('input[name=name]', 'Nightly job');
    await page.fill('input[name=scopes]', 'jobs:run');
    await page.click('#new-client-submit');
    const [id, secret, snippet] = await Promise.all(
      ['#client-id', '#client-secret', '#snippet-curl'].map((selector) => page.textContent(selector)),
    );
    const basic = `Basic ${btoa(`${id}:${secret}`)}`;
    const answer = await fetch(cardea.endpoint('token'), {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'jobs:run' }),
      headers: { authorization: basic },
    });
    expect(await answer.json()).toMatchObject({ scope: 'jobs:run', token_type: 'Bearer' });
    const shell = Bun.spawn(['sh', '-c', snippet ?? ''], { stdout: 'pipe', stderr: 'ignore' });
    expect(JSON.parse(await new Response(shell.stdout).text())).toMatchObject({ scope: 'jobs:run' });
    await page.click('#to-client');
    await page.waitForSelector('h1:has-text("Nightly job")');
    expect(await page.textContent('#snippets')).not.toContain(secret ?? 'a secret');
  });

  test('what needs a second factor leads to one, and back to where it was asked', async () => {
    await page.goto(`${cardea.issuer}/admin/clients`);
    await signIn(page, olga);
    await page.click('#clients a:has-text("Reports")');
    await page.click('#rotate-secret');
    await page.click('#rotate-secret-yes');
    const client = page.url();
    await page.click('#step-up');
    const secret = ((await page.textContent('#totp-key')) ?? '').replaceAll(' ', '');
    await page.fill('#code', totpCode(secret, Date.now()));
    await page.click('#totp-submit');
    await page.click('#recovery-continue');
    await page.waitForSelector('#rotate-secret');
    expect(page.url()).toBe(client);
    await page.click('#rotate-secret');
    await page.selectOption('select[name=keep]', { label: 'live on for a week' });
    await page.click('#rotate-secret-yes');
    expect(await page.textContent('#new-secret')).toMatch(/^cda_/);
    await page.waitForSelector('#secret-list li:nth-child(2):has-text("ends")');
    const times = await page.locator('#secret-list time').all();
    const moments = await Promise.all(
      times.map(async (time) => Date.parse((await time.getAttribute('datetime')) ?? '')),
    );
    const days = (Math.max(...moments) - Date.now()) / (24 * 3600 * 1000);
    expect(Math.round(days)).toBe(7);
  });

  test('a person without a role is told what an owner types', async () => {
    await page.goto(`${cardea.issuer}/admin`);
    await signIn(page, bob);
    expect(await page.textContent('#give-role')).toContain('cardea users mod bob --role admin');
  });

  test('signing out leaves nothing behind, also for the way back', async () => {
    await openConsole('/clients');
    await page.click('#sign-out');
    await page.waitForSelector('h1:has-text("Signed out")');
    expect((await browser.cookies()).map(({ name }) => name)).not.toContain('cardea_console');
  });
});
