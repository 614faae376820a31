// The first start in a real browser: from the link of the first screen to the console.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { ensureConsole } from '@cardea/console';
import type { Browser } from 'playwright-core';
import { shownLink } from '../../harness/set-up-link.ts';
import { startCardea } from '../../harness/start-cardea.ts';
import { freshBrowser, startChromium } from '../browser/chromium.ts';

setDefaultTimeout(60_000);
const PASSWORD = 'five quiet owls above the barn';
let chromium: Browser;

beforeAll(async () => {
  await ensureConsole();
  chromium = await startChromium();
});
afterAll(() => chromium.close());

test('who opens the link chooses a name and a password, and is at the console as owner; the link is of no more use', async () => {
  await using cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  const link = await shownLink(cardea);
  const browser = await freshBrowser(chromium);
  const page = await browser.newPage();
  const referers: string[] = [];
  page.on('request', (request) => referers.push(request.headers().referer ?? ''));

  await page.goto(link);
  // The browser gives the focus a moment after the page is there
  await page.waitForFunction("document.activeElement?.id === 'username'");
  await page.fill('#username', 'olga');
  await page.fill('#new-password', 'password');
  await page.click('#first-owner-submit');
  expect(await page.textContent('#first-owner-error')).toContain('tried first');
  expect(await page.inputValue('#username')).toBe('olga');

  await page.fill('#new-password', PASSWORD);
  await page.click('#first-owner-submit');
  await page.waitForSelector('#main h1');
  expect(new URL(page.url()).pathname).toBe('/admin');
  expect(await page.textContent('#person')).toContain('owner');
  expect(referers.filter((referer) => referer.includes('link='))).toEqual([]);

  const stranger = await freshBrowser(chromium);
  const late = await stranger.newPage();
  await late.goto(link);
  expect(await late.textContent('#error')).toContain('cardea setup --link');
  await Promise.all([browser.close(), stranger.close()]);
});

test('without scripts too, up to the console itself', async () => {
  await using cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  const browser = await freshBrowser(chromium, { javaScriptEnabled: false });
  const page = await browser.newPage();
  await page.goto(await shownLink(cardea));
  await page.fill('#username', 'olga');
  await page.fill('#email', 'olga@people.example');
  await page.fill('#new-password', PASSWORD);
  await page.click('#first-owner-submit');
  await page.waitForURL(`${cardea.issuer}/admin`);
  const { stdout } = await cardea.cli(['users', 'show', 'olga', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ role: 'owner', email: 'olga@people.example', email_verified: false });
  await browser.close();
});
