import type { Page } from 'playwright-core';
import { alice } from '../../harness/people.ts';
import type { Scene } from './scene.ts';

const at =
  (path: string, selector: string): Scene =>
  async (page, url) => {
    await page.goto(new URL(path, url()).href);
    await page.waitForSelector(selector);
  };

/** Opens the newest mail to this address, once it is there. */
const openMailTo = async (page: Page, base: string, to: string): Promise<void> => {
  const inbox = new URL('/dev/mail', base).href;
  await page.goto(inbox);
  const mail = page.locator('#mail-list a').filter({ hasText: to });
  while ((await mail.count()) === 0) await page.goto(inbox);
  await mail.first().click();
  await page.waitForSelector('#mail-text');
};

/** What whoever has no password, no account, or a link from a mail sees. */
export const mailScenes: Readonly<Record<string, Scene>> = {
  forgot: at('/forgot-password', '#forgot-submit'),
  'mail-sent': async (page) => {
    await page.fill('#username', alice.username);
    await page.click('#forgot-submit');
    await page.waitForSelector('#mail-sent');
  },
  'dev-mail': async (page, url) => {
    await openMailTo(page, url(), alice.email);
    await page.click('#mail-back');
    await page.waitForSelector('#mail-list');
  },
  'dev-mail-message': async (page, url) => {
    await openMailTo(page, url(), alice.email);
  },
  'link-password': async (page) => {
    await page.click('#mail-link');
    await page.waitForSelector('#new-password-submit');
  },
  'link-password-refused': async (page) => {
    await page.fill('#new-password', 'password');
    await page.click('#new-password-submit');
    await page.waitForSelector('#link-error');
  },
  'sign-up': at('/sign-up', '#sign-up-submit'),
  'sign-up-refused': async (page) => {
    await page.fill('#email', 'nobody@home@');
    // The browser would not send it
    await page.evaluate("document.querySelector('form').submit()");
    await page.waitForSelector('#ask-error');
  },
  'login-code': async (page, url) => {
    await page.goto(url({ prompt: 'login' }));
    await page.click('#login-code');
    await page.waitForSelector('#code-send');
  },
  'login-code-sent': async (page) => {
    await page.fill('#username', alice.email);
    await page.click('#code-send');
    await page.waitForSelector('#code-submit');
  },
  'login-code-wrong': async (page) => {
    await page.fill('#code', '00000000');
    await page.click('#code-submit');
    await page.waitForSelector('#code-error');
  },
  'error-link': at('/link?link=none', '#error'),
};
