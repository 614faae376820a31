import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const ACTION_TIMEOUT_MS = 10_000;
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--no-first-run',
];

/** Debian's Chromium, without a window. */
export const startChromium = async (): Promise<Browser> =>
  await chromium.launch({ executablePath: Bun.which('chromium') ?? '/usr/bin/chromium', args: ARGUMENTS });

/** A person's browser: with cookies of its own, in English unless told otherwise. */
export const freshBrowser = async (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> => {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  context.setDefaultTimeout(ACTION_TIMEOUT_MS);
  return context;
};
