// After the password a code by mail: the pages of it, with axe, in light and dark, on a phone and right to left.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { mailTo } from '../harness/dev-mail.ts';
import { alice } from '../harness/people.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { freshBrowser, startChromium } from './browser/chromium.ts';
import { signIn } from './browser/sign-in.ts';

setDefaultTimeout(120_000);
const PICTURES = resolve(import.meta.dir, '..', '.artifacts', 'email-step');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let cardea: RunningCardea;
let chromium: Browser;

beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
  const env = { CARDEA_EMAIL_STEP: 'true', CARDEA_LOGIN_BURST: '1000', CARDEA_FACTOR_BURST: '1000' };
  [cardea, chromium] = await Promise.all([startCardea({ env }), startChromium()]);
  const words = ['users', 'add', '--username', alice.username, '--email', alice.email, '--email-verified'];
  await cardea.cli([...words, '--password-stdin'], { stdin: alice.password });
});
afterAll(async () => {
  await chromium.close();
  await cardea.stop();
});

const faultsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const found: { violations: readonly { id: string; nodes: readonly { html: string }[] }[] } = await page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(TAGS)} })`,
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

const looks = [
  { locale: 'en', colorScheme: 'light', width: 1280, mails: 1 },
  { locale: 'en', colorScheme: 'dark', width: 390, mails: 2 },
  { locale: 'ar', colorScheme: 'light', width: 390, mails: 3 },
] as const;

test.each(looks)('a person asks for the code, mistypes it, types it and is in: %o', async (look) => {
  const { locale, colorScheme, width, mails } = look;
  const browser = await freshBrowser(chromium, { locale, colorScheme, viewport: { width, height: 860 } });
  const page = await browser.newPage();
  const check = async (scene: string) => {
    await page.screenshot({ path: join(PICTURES, `${scene}-${width}-${colorScheme}-${locale}.png`), fullPage: true });
    expect({ scene, faults: await faultsOf(page) }).toEqual({ scene, faults: [] });
    const overflow = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect({ scene, overflow }).toEqual({ scene, overflow: false });
  };
  await page.goto(`${cardea.issuer}/account`);
  await signIn(page, alice);
  await page.waitForSelector('#factor-send');
  await check('asked');
  await page.click('#factor-send');
  await page.waitForSelector('#factor-submit');
  await check('sent');
  const { text } = await mailTo(cardea, alice.email, mails);
  const [code = ''] = /^\d{8}$/m.exec(text) ?? [];
  await page.fill('#code', code === '00000000' ? '00000001' : '00000000');
  await page.click('#factor-submit');
  await page.waitForSelector('#factor-error');
  await check('mistyped');
  await page.fill('#code', code);
  await page.click('#factor-submit');
  await page.waitForSelector('#account-sections');
  await browser.close();
});
