import type { Page } from 'playwright-core';
import { alice, bob } from '../../harness/people.ts';
import { totpCode } from '../../harness/totp.ts';
import type { Scene } from './scene.ts';

const TWO_FACTOR = 'urn:cardea:acr:two-factor';

const security: Scene = async (page, url) => {
  await page.goto(new URL('/account/security', url()).href);
  await page.waitForSelector('#passkeys');
};

/** The password of whoever is asked to prove again who they are. */
const givePassword = async (page: Page): Promise<void> => {
  const username = await page.inputValue('#username');
  await page.fill('#password', username === alice.username ? alice.password : bob.password);
  await page.click('#login-submit');
};

/** Second factors: from setting one up to removing it, for whoever is signed in by then. */
export const factorScenes: Readonly<Record<string, Scene>> = {
  'login-setup': async (page, url) => {
    await page.goto(url({ prompt: 'select_account', acr_values: TWO_FACTOR }));
    await page.click('#account-1');
    await page.waitForSelector('#totp-submit');
  },
  'login-setup-failed': async (page) => {
    await page.fill('#code', '000000');
    await page.click('#totp-submit');
    await page.waitForSelector('#factor-error');
  },
  'account-security': security,
  'account-security-app': async (page) => {
    await page.click('#totp-start');
    await page.waitForSelector('#qr-code');
  },
  'account-security-codes': async (page) => {
    const secret = ((await page.textContent('#totp-key')) ?? '').replaceAll(' ', '');
    await page.fill('#code', totpCode(secret, Date.now()));
    await page.click('#totp-submit');
    await page.waitForSelector('#recovery-codes');
  },
  'account-security-set-up': async (page) => {
    await page.click('#recovery-done');
    await page.waitForSelector('#totp-remove');
  },
  'login-factor': async (page, url) => {
    await page.goto(url({ prompt: 'select_account login' }));
    await page.click('#account-1');
    await page.waitForSelector('#login-submit');
    await givePassword(page);
    await page.waitForSelector('#code');
  },
  'login-factor-failed': async (page) => {
    await page.fill('#code', '000000');
    await page.click('#factor-submit');
    await page.waitForSelector('#factor-error');
  },
  'login-recovery-code': async (page) => {
    await page.click('#use-recovery-code');
    await page.waitForSelector('#recovery-code');
  },
  'account-security-removed': async (page, url) => {
    await security(page, url);
    await page.click('#totp-remove');
    await page.waitForSelector('#account-notice');
  },
};
