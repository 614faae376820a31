import type { Scene } from './scene.ts';
import { linkScenes } from './upstream-scenes.ts';

const open =
  (path: string, selector: string): Scene =>
  async (page, url) => {
    await page.goto(new URL(`/account${path}`, url()).href);
    await page.waitForSelector(selector);
  };

/** The account pages, for whoever is signed in by then. */
export const accountScenes: Readonly<Record<string, Scene>> = {
  account: open('', '#account-sections'),
  'account-profile': open('/profile', '#profile-save'),
  'account-profile-refused': async (page) => {
    await page.fill('#profile-birthdate', 'yesterday');
    await page.fill('#profile-phone_number', '12');
    await page.click('#profile-save');
    await page.waitForSelector('#profile-error');
  },
  'account-profile-saved': async (page) => {
    await page.fill('#profile-birthdate', '1815-12-10');
    await page.fill('#profile-phone_number', '+41441234567');
    await page.click('#profile-save');
    await page.waitForSelector('#account-notice');
  },
  'account-password': open('/password', '#password-change'),
  'account-password-refused': async (page) => {
    await page.fill('#password-current', 'not the current one');
    for (const field of ['next', 'again']) await page.fill(`#password-${field}`, 'kettle under the blue river');
    await page.click('#password-change');
    await page.waitForSelector('#password-current-fault');
  },
  'account-applications': async (page, url) => {
    await page.route('https://notes.example.org/**', (route) => route.fulfill({ status: 204 }));
    await page.goto(url({ prompt: 'select_account consent' }));
    // The first is the one whose pages are shown
    await page.click('#account-1');
    const answered = page.waitForResponse((response) => response.url().startsWith('https://notes.example.org/'));
    await page.click('#consent-allow', { noWaitAfter: true });
    await answered;
    await open('/applications', '#applications')(page, url);
  },
  ...linkScenes,
  'account-app-passwords': open('/app-passwords', '#app-password-make'),
  'account-app-password-refused': async (page) => {
    await page.fill('#app-password-name', ' ');
    await page.click('#app-password-make');
    await page.waitForSelector('#app-password-fault');
  },
  'account-app-password-made': async (page) => {
    await page.fill('#app-password-name', 'Files on the laptop');
    await page.click('#app-password-make');
    await page.waitForSelector('#app-password-made');
  },
  'account-app-password-list': async (page, url) => {
    await open('/app-passwords', '#app-password-remove-1')(page, url);
  },
  'account-app-password-removed': async (page) => {
    await page.click('#app-password-remove-1');
    await page.waitForSelector('#account-notice');
  },
  'account-devices': open('/devices', '#devices'),
  'account-data': open('/data', '#data-download'),
  'account-delete': open('/delete', '#delete-submit'),
  'account-delete-mistyped': async (page) => {
    await page.fill('#delete-username', 'somebody else');
    await page.click('#delete-submit');
    await page.waitForSelector('#delete-username-fault');
  },
};
