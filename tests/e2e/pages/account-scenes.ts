import type { Scene } from './scene.ts';

const open =
  (path: string, selector: string): Scene =>
  async (page, url) => {
    await page.goto(new URL(`/account${path}`, url()).href);
    await page.waitForSelector(selector);
  };

/** The account pages, for whoever is signed in by then. */
export const accountScenes: Readonly<Record<string, Scene>> = {
  account: open('', '#account-sections'),
  'account-devices': open('/devices', '#devices'),
  'account-data': open('/data', '#data-download'),
};
