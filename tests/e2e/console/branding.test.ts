// What people see is chosen in the console: the preview follows what is typed, and the pages follow what is saved.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { ensureConsole } from '@cardea/console';
import type { Browser } from 'playwright-core';
import { addAdministrator } from '../../harness/console.ts';
import { alice } from '../../harness/people.ts';
import { pngOf } from '../../harness/png.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { freshBrowser, startChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';

setDefaultTimeout(120_000);

let cardea: RunningCardea;
let chromium: Browser;

beforeAll(async () => {
  await ensureConsole();
  [cardea, chromium] = await Promise.all([startCardea({ env: { CARDEA_DEMO: 'false' } }), startChromium()]);
  await addAdministrator(cardea, alice);
});
afterAll(async () => {
  await chromium.close();
  await cardea.stop();
});

test('name, colour and logo are previewed, saved, shown to people, and taken away again', async () => {
  const browser = await freshBrowser(chromium);
  const page = await browser.newPage();
  await page.goto(`${cardea.issuer}/admin/branding`);
  await signIn(page, alice);
  await page.waitForSelector('#branding-form-submit');
  await page.fill('[name=name]', 'Example Incorporated');
  await page.fill('[name=accent]', '#aa3388');
  await page.setInputFiles('[data-picture=logo]', {
    name: 'logo.svg',
    mimeType: 'image/png',
    buffer: pngOf({ width: 40, height: 40, colour: [30, 60, 150] }),
  });
  await page.waitForSelector('#preview-light img');
  expect(await page.textContent('#preview-light')).toContain('Example Incorporated');
  const shade = "getComputedStyle(document.querySelector('#preview-light .bg-accent')).backgroundColor";
  expect(await page.evaluate(shade)).toBe('rgb(170, 51, 136)');
  await page.fill('[name=helpUri]', 'https://help.example');
  await page.click('#branding-form-submit');
  await page.waitForSelector('#branding-form [role=status]:has-text("Saved")');

  const person = await (await freshBrowser(chromium)).newPage();
  await person.goto(`${cardea.issuer}/account`);
  expect(await person.textContent('#brand-name')).toBe('Example Incorporated');
  expect(await person.getAttribute('#brand-help', 'href')).toBe('https://help.example');
  expect(await person.evaluate("document.querySelector('#brand-logo').naturalWidth")).toBe(40);
  expect(await person.evaluate("getComputedStyle(document.querySelector('#login-submit')).backgroundColor")).toBe(
    'rgb(170, 51, 136)',
  );

  // Somebody else changes it meanwhile: it is said, and nothing is overwritten
  await cardea.cli(['branding', 'set', '--name', 'Another name']);
  await page.fill('[name=name]', 'Lost');
  await page.click('#branding-form-submit');
  await page.click('#branding-form-reload');
  await page.waitForSelector('[name=name][value="Another name"]');

  await page.click('#branding-reset');
  await page.click('#branding-reset-yes');
  await page.waitForSelector('#preview-light img', { state: 'detached' });
  await person.reload();
  expect(await person.textContent('#brand-name')).toBe(new URL(cardea.issuer).host);
  await browser.close();
});
