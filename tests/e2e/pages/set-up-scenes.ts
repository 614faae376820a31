import type { Page } from 'playwright-core';
import type { Parameters, Scene } from './scene.ts';

/** Where the set-up link of the server stands among the parameters of a request. */
const open = async (page: Page, url: (parameters?: Parameters) => string): Promise<void> => {
  await page.goto(new URL(url()).searchParams.get('set_up_link') ?? '');
  await page.waitForSelector('#first-owner-submit');
};

/** What whoever starts a server sees. */
export const setUpScenes: Readonly<Record<string, Scene>> = {
  'set-up': open,
  'set-up-refused': async (page, url) => {
    await open(page, url);
    await page.fill('#username', 'olga');
    await page.fill('#new-password', 'password');
    await page.click('#first-owner-submit');
    await page.waitForSelector('#first-owner-error');
  },
  'error-set-up': async (page, url) => {
    await page.goto(new URL('/setup?link=none', url()).href);
    await page.waitForSelector('#error');
  },
};
