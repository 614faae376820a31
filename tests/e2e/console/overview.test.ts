// The overview of the console: what happened, what needs attention, and its charts in a file that comes later.

import { Database } from 'bun:sqlite';
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureConsole } from '@cardea/console';
import { temporaryFolder } from '@cardea/testkit';
import type { Browser } from 'playwright-core';
import { addAdministrator } from '../../harness/console.ts';
import { as, obtainToken, post } from '../../harness/oauth.ts';
import { alice } from '../../harness/people.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { faultsOf } from '../browser/axe-faults.ts';
import { freshBrowser, startChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';

setDefaultTimeout(120_000);
const PICTURES = resolve(import.meta.dir, '..', '..', '.artifacts', 'screenshots', 'console');
const HOUR = 3600;

const folder = temporaryFolder();
let cardea: RunningCardea;
let chromium: Browser;

/** A week of numbers, as servers would have left them. */
const leaveNumbers = async (): Promise<void> => {
  const file = (await readdir(folder.path)).find((name) => name.endsWith('.db'));
  if (file === undefined) throw new Error('there is no database');
  const database = new Database(join(folder.path, file));
  const now = Math.floor(Date.now() / 1000);
  const thisHour = now - (now % HOUR);
  const insert = database.prepare(
    `insert into stats (span, starts_at, measure, label, value, remove_at) values ('hour', ?, ?, ?, ?, ?)`,
  );
  database.transaction(() => {
    for (let hour = 1; hour <= 160; hour++) {
      const at = thisHour - hour * HOUR;
      const wave = 1 + Math.sin((hour / 12) * Math.PI);
      const add = (measure: string, label: string, value: number) =>
        insert.run(at, measure, label, Math.round(value), at + 400 * HOUR);
      add('tokens', 'client_credentials', 400 * wave + (hour % 7) * 20);
      add('tokens', 'authorization_code', 90 * wave);
      add('sign_ins', 'password', 60 * wave);
      add('sign_ins', 'passkey', 25 * wave);
      add('refusals', 'client.secret_wrong', 12 * wave + (hour % 5) * 9);
      add('requests', '2xx', 900 * wave);
      for (const [bound, share] of [
        [0.0005, 60],
        [0.001, 30],
        [0.0025, 8],
        [0.01, 2],
      ] as const)
        add('latency', `token ${bound}`, share * (1 + wave));
      for (const [bound, share] of [
        [0.0025, 60],
        [0.005, 30],
        [0.025, 10],
      ] as const)
        add('latency', `pages ${bound}`, share * (1 + wave));
      add('active_sessions', '', 300 + 150 * wave);
    }
  })();
  database.close();
};

beforeAll(async () => {
  await ensureConsole();
  const options = { dataDir: folder.path, env: { CARDEA_DEMO: 'false' } };
  const [before, browser] = await Promise.all([startCardea(options), startChromium()]);
  chromium = browser;
  await mkdir(PICTURES, { recursive: true });
  await addAdministrator(before, alice);
  const client = await addClient(before, { name: 'Reports', scope: 'reports:read' });
  await obtainToken(before, client);
  await post(before.endpoint('token'), { grant_type: 'urn:example:none' }, as(client));
  await before.cli(['clients', 'reset', client.clientId, '--secret', '--keep-old', '2d']);
  await before.stop();
  await leaveNumbers();
  cardea = await startCardea(options);
});
afterAll(async () => {
  await chromium.close();
  await cardea.stop();
  folder[Symbol.dispose]();
});

describe('the overview', () => {
  test('shows what happened and what needs attention; what is drawn is also told and in a table', async () => {
    const browser = await freshBrowser(chromium);
    const page = await browser.newPage();
    const scripts: string[] = [];
    page.on('request', (request) => request.url().endsWith('.js') && scripts.push(request.url()));
    await page.goto(`${cardea.issuer}/admin/keys`);
    await signIn(page, alice);
    await page.waitForSelector('#keys li');
    const before = scripts.length;
    await page.click('a[href$="/admin/"]');
    await page.waitForSelector('#chart-tokens svg path');
    expect(scripts.length).toBeGreaterThan(before);
    expect(await page.textContent('#attention')).toContain('A secret of Reports ends');
    expect(await page.textContent('#by-grant')).toContain('client_credentials');
    expect(await page.textContent('#by-refusal')).toContain('grant.type_unknown');
    expect(await page.getAttribute('#chart-sign-ins [role=img]', 'aria-label')).toMatch(
      /^Sign-ins and refusals: Sign-ins, most \d+, .+; Refusals, most \d+, /,
    );
    await page.click('text=The numbers');
    expect(await page.locator('#activity tbody tr').count()).toBe(24);
    await page.click('label:has(#range-week)');
    await page.waitForSelector('#activity tbody tr:nth-child(168):last-child', { state: 'attached' });
    await page.click('label:has(#range-quarter)');
    await page.waitForSelector('#activity tbody tr:nth-child(90):last-child', { state: 'attached' });
    await page.click('#attention a');
    await page.waitForSelector('#settings');
    await browser.close();
  });

  test('goes without its charts where their file does not come', async () => {
    const browser = await freshBrowser(chromium);
    const page = await browser.newPage();
    await page.goto(`${cardea.issuer}/admin/keys`);
    await signIn(page, alice);
    await page.waitForSelector('#keys li');
    await page.route('**/*.js', (route) => route.abort());
    await page.click('a[href$="/admin/"]');
    await page.waitForSelector('#chart-tokens >> text=The chart did not load');
    expect(await page.locator('#activity tbody tr').count()).toBe(24);
    await browser.close();
  });

  test.each([
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 1280 },
    { colorScheme: 'dark', width: 390 },
    { colorScheme: 'light', width: 390 },
  ] as const)(
    'has no fault that axe can find and fits the window in %o (WCAG 2.2 AA)',
    async ({ colorScheme, width }) => {
      const browser = await freshBrowser(chromium, { colorScheme, viewport: { width, height: 860 } });
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${cardea.issuer}/admin`);
      await signIn(page, alice);
      await page.waitForSelector('#chart-sessions svg path');
      await page.waitForSelector('#health li');
      expect(await faultsOf(page)).toEqual([]);
      const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(wider).toBe(0);
      await page.screenshot({ path: join(PICTURES, `activity-${width}-${colorScheme}.png`), fullPage: true });
      expect(complaints).toEqual([]);
      await browser.close();
    },
  );
});
