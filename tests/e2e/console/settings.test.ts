// The settings in the console: what is changed there holds at once, what the operator has set is locked.
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureConsole } from '@cardea/console';
import type { Browser } from 'playwright-core';
import { addAdministrator } from '../../harness/console.ts';
import { addPerson, alice, bob } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { totpCode } from '../../harness/totp.ts';
import { faultsOf } from '../browser/axe-faults.ts';
import { freshBrowser, startChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';

setDefaultTimeout(120_000);
const PICTURES = resolve(import.meta.dir, '..', '..', '.artifacts', 'screenshots', 'console');
const SECRET = 'dGhpcyBpcyBhIHZlcnkgbG9uZyBzZWNyZXQgdGV4dDEyMw';
let cardea: RunningCardea;
let chromium: Browser;

beforeAll(async () => {
  await ensureConsole();
  const env = { CARDEA_DEMO: 'false', CARDEA_SESSION_MAX: '20d', CARDEA_SECRET: SECRET };
  [cardea, chromium] = await Promise.all([startCardea({ env }), startChromium()]);
  await mkdir(PICTURES, { recursive: true });
  await addAdministrator(cardea, alice);
  await addAdministrator(cardea, bob, 'auditor');
});
afterAll(async () => {
  await chromium.close();
  await cardea.stop();
});

const announcesRegistration = async (): Promise<boolean> =>
  'registration_endpoint' in (await (await fetch(`${cardea.issuer}/.well-known/openid-configuration`)).json());

describe('the settings', () => {
  test('what is changed after a second factor holds at once, and is taken back', async () => {
    const browser = await freshBrowser(chromium);
    const page = await browser.newPage();
    await page.goto(`${cardea.issuer}/admin/settings`);
    await signIn(page, alice);
    const select = '#setting-registration-mode select';
    await page.selectOption(select, 'off');
    await page.click('#setting-registration-mode-submit');
    await page.click('#step-up');
    const secret = ((await page.textContent('#totp-key')) ?? '').replaceAll(' ', '');
    await page.fill('#code', totpCode(secret, Date.now()));
    await page.click('#totp-submit');
    await page.click('#recovery-continue');
    await page.waitForSelector(select);
    expect(await announcesRegistration()).toBe(true);
    await page.selectOption(select, 'off');
    await page.click('#setting-registration-mode-submit');
    await page.waitForSelector('#setting-registration-mode-card >> text=changed here');
    expect(await announcesRegistration()).toBe(false);
    await page.fill('#setting-session-idle input', 'for ever');
    await page.click('#setting-session-idle-submit');
    await page.waitForSelector('#setting-session-idle >> text=is not a duration');
    await page.click('#setting-registration-mode-reset');
    await page.waitForSelector('#setting-registration-mode-reset', { state: 'detached' });
    expect(await announcesRegistration()).toBe(true);
    await browser.close();
  });

  test('what the operator has set is locked, secrets are told to nobody, and who may only look changes nothing', async () => {
    const browser = await freshBrowser(chromium);
    const page = await browser.newPage();
    await page.goto(`${cardea.issuer}/admin/settings`);
    await signIn(page, bob);
    await page.waitForSelector('#fixed-settings li');
    const locked = (await page.textContent('#setting-session-max-card')) ?? '';
    expect(locked).toContain('20d');
    expect(locked).toContain('CARDEA_SESSION_MAX in the environment');
    expect(await page.locator('#changeable button').count()).toBe(0);
    const set = await page.locator('#fixed-settings li').count();
    await page.click('#all-settings');
    expect(await page.locator('#fixed-settings li').count()).toBeGreaterThan(set);
    await page.fill('#search', 'CARDEA_SECRET');
    await page.waitForSelector('#fixed-settings >> text=set, and told to nobody');
    expect(await page.content()).not.toContain(SECRET);
    await page.fill('#search', 'no such setting');
    await page.waitForSelector('text=No setting is called so.');
    await browser.close();
  });

  test.each([
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 390 },
  ] as const)(
    'has no fault that axe can find and fits the window in %o (WCAG 2.2 AA)',
    async ({ colorScheme, width }) => {
      const person = {
        username: `carol${width}`,
        email: `carol${width}@people.example`,
        password: 'nine calm herons by the lake',
      };
      await addPerson(cardea, person);
      await cardea.cli(['users', 'mod', person.username, '--role', 'owner']);
      await cardea.cli(['settings', 'set', 'session_idle', `${width}h`]);
      const browser = await freshBrowser(chromium, { colorScheme, viewport: { width, height: 860 } });
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await page.goto(`${cardea.issuer}/admin/settings`);
      await signIn(page, person);
      await page.waitForSelector('#fixed-settings li');
      expect(await faultsOf(page)).toEqual([]);
      const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(wider).toBe(0);
      await page.screenshot({ path: join(PICTURES, `settings-${width}-${colorScheme}.png`), fullPage: true });
      expect(complaints).toEqual([]);
      await browser.close();
    },
  );
});
