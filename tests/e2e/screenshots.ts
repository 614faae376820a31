#!/usr/bin/env bun
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { addDevice } from '../harness/devices.ts';
import { addPerson, alice, bob } from '../harness/people.ts';
import { addClient } from '../harness/registrations.ts';
// `bun run screenshots`: every page on a phone and on a desktop, light and dark, as files in tests/.artifacts/screenshots.
import { shownLink } from '../harness/set-up-link.ts';
import type { RunningCardea } from '../harness/start-cardea.ts';
import { freshBrowser, startChromium } from './browser/chromium.ts';
import type { Parameters } from './pages/scene.ts';
import { authorizationUrl, POST_LOGOUT_REDIRECT_URI, scenes, TELLS } from './pages/scenes.ts';
import { startForScenes } from './pages/start-for-scenes.ts';
import { addProviders } from './pages/upstream-scenes.ts';

const FOLDER = resolve(import.meta.dir, '..', '.artifacts', 'screenshots');
const REDIRECT_URI = 'https://notes.example.org/callback';
const NATIVE_REDIRECT_URI = 'http://127.0.0.1/callback';
const SCOPE = 'openid profile email notes:read offline_access';

const viewports = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 860 } } as const;
/** Both themes in English; other languages for how their words fit. */
const looks = [
  { locale: 'en', colorScheme: 'light' },
  { locale: 'en', colorScheme: 'dark' },
  { locale: 'de', colorScheme: 'light' },
  { locale: 'fr', colorScheme: 'light' },
  { locale: 'es', colorScheme: 'light' },
  { locale: 'ja', colorScheme: 'dark' },
  { locale: 'ar', colorScheme: 'light' },
] as const;

const register = async (cardea: RunningCardea) => {
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
  await addProviders(cardea);
  await cardea.cli(['scopes', 'add', 'notes:read', '--description', 'Read the notes in your notebooks']);
  const notes = await addClient(cardea, {
    name: 'Notebook',
    grants: ['authorization_code', 'refresh_token'],
    redirectUris: [REDIRECT_URI],
    scope: SCOPE,
    words: [
      ...['--policy-uri', 'https://notes.example.org/privacy', '--tos-uri', 'https://notes.example.org/terms'],
      ...['--post-logout-redirect-uri', POST_LOGOUT_REDIRECT_URI],
      ...TELLS,
    ],
  });
  const native = await addClient(cardea, {
    name: 'Pocket Notes',
    authMethod: 'none',
    grants: ['authorization_code'],
    redirectUris: [NATIVE_REDIRECT_URI],
    scope: 'openid profile',
    words: ['--native'],
  });
  const tv = await addDevice(cardea);
  return { notes: notes.clientId, native: native.clientId, tv: tv.clientId };
};

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
await using cardea = await startForScenes();
const clients = await register(cardea);
const setUpLink = await shownLink(cardea);
const chromium = await startChromium();
try {
  for (const look of looks) {
    for (const [name, viewport] of Object.entries(viewports)) {
      const browser = await freshBrowser(chromium, { viewport, ...look });
      const page = await browser.newPage();
      const shoot = (scene: string) => {
        const path = join(FOLDER, `${scene}-${name}-${look.colorScheme}-${look.locale}.png`);
        return page.screenshot({ path, fullPage: true });
      };
      const url = (parameters?: Parameters) =>
        authorizationUrl(cardea, {
          client_id: clients.notes,
          redirect_uri: REDIRECT_URI,
          scope: SCOPE,
          device: clients.tv,
          set_up_link: setUpLink,
          ...parameters,
        });
      for (const [scene, play] of Object.entries(scenes)) {
        await play(page, url);
        await shoot(scene);
      }
      await page.goto(url({ client_id: clients.native, redirect_uri: NATIVE_REDIRECT_URI, scope: 'openid profile' }));
      await page.click('#account-1');
      await page.waitForSelector('#consent-allow');
      await shoot('consent-native');
      await browser.close();
    }
  }
} finally {
  await chromium.close();
}
console.log(`the pages are in ${FOLDER}`);
