import type { RunningCardea } from '../../harness/start-cardea.ts';
import type { Scene } from './scene.ts';

/** One provider that does not answer, and one that nobody is sent to. */
export const addProviders = async (cardea: RunningCardea): Promise<void> => {
  const secret = { stdin: 'a secret of the provider' };
  const shared = ['--client-id', 'cardea', '--secret-file', '-'];
  const work = ['--id', 'work', '--name', 'Example Inc.', '--issuer', 'http://127.0.0.1:9'];
  await cardea.cli(['providers', 'add', ...work, ...shared], secret);
  await cardea.cli(['providers', 'add', '--preset', 'github', ...shared], secret);
};

/** The sign-in page after a provider that did not answer. */
export const upstreamScenes: Readonly<Record<string, Scene>> = {
  'login-upstream-unavailable': async (page, url) => {
    await page.goto(url());
    await page.click('#login-provider-work');
    await page.waitForSelector('#login-error');
  },
};

/** The page of links, for whoever is signed in by then. */
export const linkScenes: Readonly<Record<string, Scene>> = {
  'account-links': async (page, url) => {
    await page.goto(new URL('/account/links', url()).href);
    await page.waitForSelector('#links');
  },
  'account-links-refused': async (page) => {
    await page.click('#link-start-work');
    await page.waitForSelector('#link-error');
  },
};
