#!/usr/bin/env bun
// `bun run screenshots`: every page on a phone and on a desktop, light and dark, as files in tests/.artifacts/screenshots.
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { freshBrowser, startChromium } from './browser/chromium.ts';
import { addPerson, alice, bob, type Person } from './people/people.ts';

const FOLDER = resolve(import.meta.dir, '..', '.artifacts', 'screenshots');
const widths = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 860 } } as const;
const themes = ['light', 'dark'] as const;
const REDIRECT_URI = 'https://notes.example.org/callback';

const scope = 'openid profile email notes:read offline_access';

const register = async (cardea: RunningCardea) => {
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
  const people = { grants: ['authorization_code', 'refresh_token'], redirectUris: [REDIRECT_URI] };
  await cardea.cli(['scopes', 'add', 'notes:read', '--description', 'Read the notes in your notebooks']);
  const words = ['--policy-uri', 'https://notes.example.org/privacy', '--tos-uri', 'https://notes.example.org/terms'];
  const notes = await addClient(cardea, { name: 'Notebook', ...people, scope, words });
  const native = await addClient(cardea, {
    name: 'Pocket Notes',
    authMethod: 'none',
    grants: ['authorization_code'],
    redirectUris: ['http://127.0.0.1/callback'],
    scope: 'openid profile',
    words: ['--native'],
  });
  return { notes: notes.clientId, native: native.clientId };
};

const request = (cardea: RunningCardea, clientId: string, parameters: Record<string, string> = {}): string =>
  `${cardea.endpoint('authorize')}?${new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope,
    state: 'a-state',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...parameters,
  })}`;

const signIn = async (page: Page, { username, password }: Person): Promise<void> => {
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.click('#login-submit');
};

type Scene = (page: Page, url: (parameters?: Record<string, string>) => string) => Promise<void>;

const scenes: Readonly<Record<string, Scene>> = {
  login: async (page, url) => {
    await page.goto(url());
  },
  'login-failed': async (page, url) => {
    await page.goto(url());
    await signIn(page, { ...alice, password: 'not the password' });
    await page.waitForSelector('#login-error');
  },
  consent: async (page, url) => {
    await page.goto(url({ prompt: 'consent' }));
    await signIn(page, alice);
    await page.waitForSelector('#consent-allow');
  },
  'login-again': async (page, url) => {
    await page.goto(url({ prompt: 'login' }));
  },
  'select-account': async (page, url) => {
    await page.goto(url({ prompt: 'select_account' }));
    await page.click('#account-other');
    await signIn(page, bob);
    await page.waitForSelector('#consent-allow');
    await page.goto(url({ prompt: 'select_account' }));
  },
  'error-address': async (page, url) => {
    await page.goto(url({ redirect_uri: 'https://elsewhere.example/callback' }));
  },
  'error-expired': async (page, url) => {
    await page.goto(new URL('/login?flow=none', url()).href);
  },
};

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
await using cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } });
const clients = await register(cardea);
const chromium = await startChromium();
try {
  for (const locale of ['en', 'de', 'ar', 'ja']) {
    for (const [name, viewport] of Object.entries(widths)) {
      for (const theme of locale === 'en' ? themes : themes.slice(0, 1)) {
        const browser = await freshBrowser(chromium, { viewport, colorScheme: theme, locale });
        const page = await browser.newPage();
        const shoot = (scene: string) =>
          page.screenshot({ path: join(FOLDER, `${scene}-${name}-${theme}-${locale}.png`), fullPage: true });
        for (const [scene, play] of Object.entries(scenes)) {
          await play(page, (parameters) => request(cardea, clients.notes, parameters));
          await shoot(scene);
        }
        await page.goto(
          request(cardea, clients.native, {
            redirect_uri: 'http://127.0.0.1:9/callback',
            scope: 'openid profile',
            prompt: 'consent select_account',
          }),
        );
        await page.click('#account-1');
        await shoot('consent-native');
        await browser.close();
      }
    }
  }
} finally {
  await chromium.close();
}
console.log(`the pages are in ${FOLDER}`);
