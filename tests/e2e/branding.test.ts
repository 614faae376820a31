import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { addPerson, alice } from '../harness/people.ts';
import { pngOf } from '../harness/png.ts';
import { addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { freshBrowser, startChromium } from './browser/chromium.ts';
import { signIn } from './browser/sign-in.ts';
import { authorizationUrl } from './pages/scenes.ts';

// Every page in every look, on a machine that may be busy
setDefaultTimeout(120_000);

const REDIRECT_URI = 'https://notes.example.org/callback';
const PICTURES = resolve(import.meta.dir, '..', '.artifacts', 'branding');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let cardea: RunningCardea;
let chromium: Browser;
let folder: string;
let notes: string;
let shop: string;

const set = (...words: readonly string[]) => cardea.cli(['branding', 'set', ...words]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cardea-logos-'));
  await mkdir(PICTURES, { recursive: true });
  const write = (name: string, picture: Parameters<typeof pngOf>[0]) => writeFile(join(folder, name), pngOf(picture));
  await write('wide.png', { width: 320, height: 64, colour: [30, 50, 120] });
  await write('wide-dark.png', { width: 320, height: 64, colour: [120, 150, 240] });
  await write('sign.png', { width: 80, height: 80, colour: [150, 40, 90] });
  [cardea, chromium] = await Promise.all([startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } }), startChromium()]);
  await addPerson(cardea, alice);
  const add = (name: string, words: readonly string[]) =>
    addClient(cardea, {
      name,
      grants: ['authorization_code'],
      redirectUris: [REDIRECT_URI],
      scope: 'openid profile',
      words: ['--consent', 'explicit', ...words],
    });
  const says = ['--policy-uri', 'https://notes.example.org/privacy', '--tos-uri', 'https://legal.example.org/terms'];
  notes = (await add('Notebook', says)).clientId;
  shop = (await add('Shop', [])).clientId;
  await set(
    ...['--name', 'Example Incorporated', '--accent', '#ffe000'],
    ...['--logo', join(folder, 'wide.png'), '--dark-logo', join(folder, 'wide-dark.png')],
    ...['--sign-in-text', 'One account for all of our services.\nQuestions? Ask the help desk.'],
    ...['--terms-url', 'https://id.example/terms', '--privacy-url', 'https://id.example/privacy'],
    ...['--help-url', 'https://id.example/help'],
  );
  await set('--sign-in-text', 'حساب واحد لجميع خدماتنا.', '--language', 'ar');
  await set('--client', shop, '--name', 'The Shop', '--accent', '#aa3388', '--logo', join(folder, 'sign.png'));
});

afterAll(async () => {
  await chromium.close();
  await cardea.stop();
  await rm(folder, { recursive: true, force: true });
});

const faultsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const found: { violations: readonly { id: string; nodes: readonly { html: string }[] }[] } = await page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(TAGS)} })`,
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

const looks = [
  { locale: 'en', colorScheme: 'light', width: 1280 },
  { locale: 'en', colorScheme: 'dark', width: 1280 },
  { locale: 'en', colorScheme: 'dark', width: 390 },
  { locale: 'ar', colorScheme: 'light', width: 390 },
] as const;

describe.each(looks)('pages with a brand, in %o', ({ locale, colorScheme, width }) => {
  test('can be read, show the logo, fit the window and load nothing from elsewhere', async () => {
    const browser = await freshBrowser(chromium, { locale, colorScheme, viewport: { width, height: 860 } });
    const page = await browser.newPage();
    const foreign: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(cardea.issuer) && !url.startsWith('data:')) foreign.push(url);
    });
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    const check = async (scene: string) => {
      const loaded = await page.evaluate("document.querySelector('#brand-logo')?.naturalWidth > 0");
      expect({ scene, loaded, complaints }).toEqual({ scene, loaded: true, complaints: [] });
      const path = join(PICTURES, `${scene}-${width}-${colorScheme}-${locale}.png`);
      await page.screenshot({ path, fullPage: true });
      expect({ scene, faults: await faultsOf(page) }).toEqual({ scene, faults: [] });
      complaints.length = 0;
      const overflow = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      expect({ scene, overflow }).toEqual({ scene, overflow: false });
    };
    const url = (client_id: string) =>
      authorizationUrl(cardea, { client_id, redirect_uri: REDIRECT_URI, scope: 'openid profile' });
    await page.goto(url(notes));
    await check('login');
    await page.goto(url(shop));
    await check('login-of-client');
    await signIn(page, alice);
    await page.waitForSelector('#consent-allow');
    await check('consent-of-client');
    for (const [scene, path] of [
      ['error', '/login?flow=AAAAAAAAAAAAAAAAAAAAAA'],
      ['device', '/device'],
      ['signed-out', '/logout?done=yes'],
      ['account', '/account'],
      ['account-profile', '/account/profile'],
    ] as const) {
      await page.goto(new URL(path, cardea.issuer).href);
      await check(scene);
    }
    expect(foreign).toEqual([]);
    await browser.close();
  });
});
