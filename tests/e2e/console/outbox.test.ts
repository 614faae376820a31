// The outbox in the console: what waits, what was given up, and what an administrator does about it.

import { Database } from 'bun:sqlite';
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureConsole } from '@cardea/console';
import { aTokenId, temporaryFolder } from '@cardea/testkit';
import type { Browser } from 'playwright-core';
import { addAdministrator } from '../../harness/console.ts';
import { freePort } from '../../harness/free-port.ts';
import { alice } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { faultsOf } from '../browser/axe-faults.ts';
import { freshBrowser, startChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';

setDefaultTimeout(120_000);
const PICTURES = resolve(import.meta.dir, '..', '..', '.artifacts', 'screenshots', 'console');
const A_WEEK = 7 * 86_400;

const folder = temporaryFolder();
let cardea: RunningCardea;
let chromium: Browser;

/** Two that were given up, as a server would have left them. */
const leaveDead = async (): Promise<void> => {
  const file = (await readdir(folder.path)).find((name) => name.endsWith('.db'));
  if (file === undefined) throw new Error('there is no database');
  const database = new Database(join(folder.path, file));
  const at = Math.floor(Date.now() / 1000) - 3600;
  const insert = database.prepare(
    `insert into outbox (id, kind, about, payload, created_at, due_at, attempts, last_error, expires_at, remove_at)
      values (?, ?, ?, '', ?, null, ?, ?, ?, ?)`,
  );
  const add = (kind: string, about: string, error: string) =>
    insert.run(aTokenId(at * 1000), kind, about, at, 3, error, at + 60, at + A_WEEK);
  add('backchannel_logout', 'shop', 'The client answered with 400');
  add('mail', 'verify_email', '550 5.1.1 no such mailbox');
  database.close();
};

beforeAll(async () => {
  await ensureConsole();
  // Nobody listens there: each mail fails
  const env = {
    CARDEA_DEMO: 'false',
    CARDEA_SMTP_URL: `smtp://127.0.0.1:${freePort()}`,
    CARDEA_MAIL_FROM: 'id@example.org',
  };
  const options = { dataDir: folder.path, env };
  const [before, browser] = await Promise.all([startCardea(options), startChromium()]);
  chromium = browser;
  await mkdir(PICTURES, { recursive: true });
  await addAdministrator(before, alice);
  await before.stop();
  await leaveDead();
  cardea = await startCardea(options);
  await cardea.cli(['users', 'add', '--username', 'bob', '--email', 'bob@example.org']);
});
afterAll(async () => {
  await chromium.close();
  await cardea.stop();
  folder[Symbol.dispose]();
});

const postMail = () => cardea.cli(['users', 'reset-link', 'bob', '--mail']);

describe('the outbox', () => {
  test.each([
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 390 },
  ] as const)(
    'has no fault that axe can find and fits the window in %o (WCAG 2.2 AA)',
    async ({ colorScheme, width }) => {
      await postMail();
      const browser = await freshBrowser(chromium, { colorScheme, viewport: { width, height: 860 } });
      const page = await browser.newPage();
      await page.goto(`${cardea.issuer}/admin/outbox`);
      await signIn(page, alice);
      await page.waitForSelector('#deliveries li');
      expect(await faultsOf(page)).toEqual([]);
      const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(wider).toBe(0);
      await page.screenshot({ path: join(PICTURES, `outbox-${width}-${colorScheme}.png`), fullPage: true });
      await browser.close();
    },
  );

  test('the overview leads to what was given up; it is forgotten, and one that waits is tried at once', async () => {
    await postMail();
    const browser = await freshBrowser(chromium);
    const page = await browser.newPage();
    await page.goto(`${cardea.issuer}/admin`);
    await signIn(page, alice);
    await page.click('#attention >> text=backchannel_logout could not be delivered');
    await page.waitForSelector('#deliveries >> text=The client answered with 400');
    expect(await page.locator('#deliveries li').count()).toBe(1);
    await page.click('[id^=drop-]');
    await page.click('[id^=drop-][id$=-yes]');
    await page.waitForSelector('#empty');
    await page.click('label:has(#state-all)');
    // Of another kind now: all of them
    await page.goto(`${cardea.issuer}/admin/outbox?state=waiting`);
    await page.waitForSelector('#deliveries >> text=retrying');
    const text = (await page.textContent('#deliveries')) ?? '';
    expect(text).toContain('Mail: reset password to b…@example.org');
    expect(text).not.toContain('bob@example.org');
    await page.click('[id^=retry-]');
    await page.waitForSelector('#deliveries >> text=/[2-9] attempts/');
    const audit = await cardea.cli(['audit', 'ls', '--limit', '20', '--json']);
    expect(audit.stdout).toContain('delivery.dropped');
    expect(audit.stdout).toContain('delivery.retried');
    await browser.close();
  });
});
