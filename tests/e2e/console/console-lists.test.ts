// Long lists: searched on the server, drawn as far as they are seen, chosen from, and taken along.
import { afterAll, afterEach, beforeAll, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureConsole } from '@cardea/console';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addAdministrator, browserAtConsole, callConsole } from '../../harness/console.ts';
import { alice } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { freshBrowser, startChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';

setDefaultTimeout(60_000);
const MANY = 230;
let cardea: RunningCardea;
let chromium: Browser;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  await ensureConsole();
  [cardea, chromium] = await Promise.all([startCardea({ env: { CARDEA_DEMO: 'false' } }), startChromium()]);
  await addAdministrator(cardea, alice);
  const { browser: console } = await browserAtConsole(cardea);
  for (let made = 0; made < MANY; made++) {
    const body = { username: `person-${String(made).padStart(3, '0')}`, profile: { name: `=Person ${made}` } };
    const added = await callConsole(console, 'api/users.add', { body });
    if (added.status !== 200) throw new Error(added.text);
  }
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

const openUsers = async (): Promise<void> => {
  await page.goto(`${cardea.issuer}/admin/users`);
  await signIn(page, alice);
  await page.waitForSelector('#users li');
};

const userState = async (username: string): Promise<string> =>
  (await cardea.cli(['users', 'show', username, '--json'])).json<{ state: string }>().state;

test('of a long list only what is seen is drawn, the next pages come as it is scrolled, and the last row is reached', async () => {
  await openUsers();
  const last = page.locator(`#users li:has-text("person-${MANY - 1}")`);
  for (let scrolled = 0; scrolled < 40 && (await last.count()) === 0; scrolled++) {
    await page.mouse.wheel(0, 4000);
    await page.waitForFunction('document.querySelector("#more[aria-busy=true]") === null');
  }
  await last.waitFor();
  expect(await page.locator('#users li').count()).toBeLessThan(100);
  expect(await last.getAttribute('aria-setsize')).toBe(String(MANY + 1));
});

test('the server is searched, and the box keeps the focus while it is', async () => {
  await openUsers();
  await page.click('#search');
  await page.keyboard.type('person-22');
  await page.waitForSelector('#users li:has-text("person-229")');
  await page.waitForSelector('#users li:has-text("alice")', { state: 'detached' });
  expect(await page.evaluate('document.activeElement.id')).toBe('search');
  await page.keyboard.type('x');
  await page.waitForSelector('#empty');
});

test('several are locked together, but never oneself; and let in again, found by their state', async () => {
  await openUsers();
  await page.check('input[aria-label="Choose alice"]');
  await page.check('input[aria-label="Choose =Person 0"]');
  await page.check('input[aria-label="Choose =Person 1"]');
  await page.click('#bulk-lock:has-text("(2)")');
  await page.click('#bulk-lock-yes');
  await page.waitForSelector('#toast:has-text("2 done")');
  expect(await Promise.all(['person-000', 'person-001', 'alice'].map(userState))).toEqual([
    ...['locked', 'locked', 'active'],
  ]);
  await page.selectOption('#narrow-state', 'locked');
  await page.waitForSelector('#users li:has-text("alice")', { state: 'detached' });
  expect(await page.locator('#users li').count()).toBe(2);
  await page.check('#users-all');
  await page.click('#bulk-let-in:has-text("(2)")');
  await page.click('#bulk-let-in-yes');
  await page.waitForSelector('#empty');
  expect(await userState('person-000')).toBe('active');
});

test('the whole list is taken along, as a table and as JSON, and no cell of it is a formula', async () => {
  await openUsers();
  const folder = await mkdtemp(join(import.meta.dir, 'taken-'));
  const take = async (format: string): Promise<string> => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`#export-${format}`)]);
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return await Bun.file(path).text();
  };
  try {
    const table = await take('csv');
    expect(table.trim().split('\r\n')).toHaveLength(MANY + 2);
    expect(table).not.toMatch(/(^|,)=/m);
    const items: readonly { username: string }[] = JSON.parse(await take('json'));
    expect(items).toHaveLength(MANY + 1);
    expect(items.at(-1)?.username).toBe(`person-${MANY - 1}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the palette finds people and clients by their names, from anywhere', async () => {
  await openUsers();
  await page.keyboard.press('Control+k');
  await page.fill('#palette', 'person-117');
  await page.waitForSelector('[role=option]:has-text("user person-117")');
  await page.keyboard.press('Enter');
  await page.waitForSelector('h1:has-text("=Person 117")');
});
