import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { addDevice } from '../harness/devices.ts';
import { addPerson, alice, bob } from '../harness/people.ts';
import { addClient } from '../harness/registrations.ts';
import { shownLink } from '../harness/set-up-link.ts';

import type { RunningCardea } from '../harness/start-cardea.ts';

import { waitUntil } from '../harness/wait-until.ts';

import { freshBrowser, startChromium } from './browser/chromium.ts';
import type { Parameters } from './pages/scene.ts';
import { authorizationUrl, POST_LOGOUT_REDIRECT_URI, scenes, TELLS } from './pages/scenes.ts';
import { startForScenes } from './pages/start-for-scenes.ts';
import { addProviders } from './pages/upstream-scenes.ts';

// Every page there is, on a machine that may be busy
setDefaultTimeout(300_000);

const REDIRECT_URI = 'https://notes.example.org/callback';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let cardea: RunningCardea;
let chromium: Browser;
let clientId: string;
let setUpLink: string;
let deviceId: string;

beforeAll(async () => {
  [cardea, chromium] = await Promise.all([startForScenes(), startChromium()]);
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
  await addProviders(cardea);
  ({ clientId } = await addClient(cardea, {
    name: 'Notebook',
    grants: ['authorization_code'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid profile email',
    words: [
      '--policy-uri',
      `${REDIRECT_URI}/privacy`,
      '--post-logout-redirect-uri',
      POST_LOGOUT_REDIRECT_URI,
      ...TELLS,
    ],
  }));
  ({ clientId: deviceId } = await addDevice(cardea));
  setUpLink = await shownLink(cardea);
});

afterAll(async () => {
  await chromium.close();
  await cardea.stop();
});

const urlOf = (parameters?: Parameters): string =>
  authorizationUrl(cardea, {
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope: 'openid profile email',
    device: deviceId,
    set_up_link: setUpLink,
    ...parameters,
  });

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  readonly passes: readonly unknown[];
}

/** What axe finds, as lines that say where. */
const faultsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const found: AxeResults = await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(TAGS)} })`);
  expect(found.passes.length).toBeGreaterThan(10);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

const settings = [
  { locale: 'en', colorScheme: 'light', width: 1280 },
  { locale: 'en', colorScheme: 'dark', width: 390 },
  { locale: 'ar', colorScheme: 'light', width: 390 },
] as const;

describe.each(settings)('the pages in %o', ({ locale, colorScheme, width }) => {
  test('have no fault that axe can find, fit the window and load nothing from elsewhere (WCAG 2.2 AA, S008)', async () => {
    const browser = await freshBrowser(chromium, { locale, colorScheme, viewport: { width, height: 800 } });
    const page = await browser.newPage();
    const foreign: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (request.isNavigationRequest()) return;
      if (!request.url().startsWith(cardea.issuer) && !request.url().startsWith('data:')) foreign.push(request.url());
    });
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    for (const [scene, play] of Object.entries(scenes)) {
      await play(page, urlOf);
      expect({ scene, complaints }).toEqual({ scene, complaints: [] });
      // Playwright's own evaluation passes the page's policy; what axe adds to the page must not count as a complaint
      expect({ scene, faults: await faultsOf(page) }).toEqual({ scene, faults: [] });
      complaints.length = 0;
      expect({ scene, overflow: await page.evaluate('document.documentElement.scrollWidth > innerWidth') }).toEqual({
        scene,
        overflow: false,
      });
      expect(await page.getAttribute('html', 'lang')).toBe(locale);
    }
    expect(foreign).toEqual([]);
    await browser.close();
  });
});

test('targets are at least 24 by 24 pixels, buttons and fields 48 high (WCAG 2.2 §2.5.8)', async () => {
  const browser = await freshBrowser(chromium, { viewport: { width: 390, height: 800 } });
  const page = await browser.newPage();
  for (const [scene, play] of Object.entries(scenes)) {
    await play(page, urlOf);
    // One that is not loaded yet is not in the list
    const isStyled = async () => (await page.evaluate('document.styleSheets.length > 0')) === true;
    await waitUntil(isStyled, { what: 'the style sheet', timeoutMs: 10_000 });
    const small: readonly string[] = await page.evaluate(
      `[...document.querySelectorAll('a, button, input:not([type=hidden])')].filter((element) => {
        // The words beside a box to tick are part of its target
        const target = element.type === 'checkbox' ? (element.closest('label') ?? element) : element;
        const { width, height } = target.getBoundingClientRect();
        if (!element.checkVisibility()) return false;
        return width < 24 || height < (element.localName === 'a' ? 24 : 48);
      }).map((element) => element.outerHTML)`,
    );
    expect({ scene, small }).toEqual({ scene, small: [] });
  }
  await browser.close();
});

test('the field that is to be filled in first has the focus, which can be seen', async () => {
  const browser = await freshBrowser(chromium);
  const page = await browser.newPage();
  await page.goto(urlOf({ prompt: 'login' }));
  // The browser gives the focus a moment after the page is there
  await page.waitForFunction("document.activeElement?.id === 'username'");
  expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  await page.goto(urlOf({ prompt: 'login', login_hint: alice.email }));
  await page.waitForFunction("document.activeElement?.id === 'password'");
  await browser.close();
});
