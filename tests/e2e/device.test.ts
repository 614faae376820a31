import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addDevice, type StartedDevice, startDevice } from '../harness/devices.ts';
import { post } from '../harness/oauth.ts';
import { addPerson, alice } from '../harness/people.ts';
import type { AddedClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { freshBrowser, startChromium } from './browser/chromium.ts';
import { signIn } from './browser/sign-in.ts';

setDefaultTimeout(30_000);

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

let cardea: RunningCardea;
let chromium: Browser;
let tv: AddedClient;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  [cardea, chromium] = await Promise.all([startCardea(), startChromium()]);
  await addPerson(cardea, alice);
  tv = await addDevice(cardea);
});

afterAll(async () => {
  await chromium.close();
  await cardea.stop();
});

beforeEach(async () => {
  browser = await freshBrowser(chromium);
  page = await browser.newPage();
});

afterEach(() => browser.close());

const poll = async ({ deviceCode }: StartedDevice) => {
  const form = { grant_type: GRANT, device_code: deviceCode, client_id: tv.clientId };
  const { json } = await post(cardea.endpoint('token'), form);
  return json.error ?? typeof json.access_token;
};

describe('a person connects a device', () => {
  test('by typing its code on the phone, signing in and agreeing to what is asked, from where and when', async () => {
    const device = await startDevice(cardea, tv);
    await page.goto(device.verificationUri);
    await page.waitForFunction("document.activeElement?.id === 'user_code'");
    await page.keyboard.type(device.userCode.replace('-', ' ').toLowerCase());
    await page.keyboard.press('Enter');
    await signIn(page, alice);
    expect(await page.textContent('#device-code')).toBe(device.userCode);
    expect(await page.textContent('#device-address')).toBe('127.0.0.1');
    const main = (await page.textContent('main')) ?? '';
    for (const words of ['Television', 'See your name', 'The same network as yours', 'Asked for'])
      expect(main).toContain(words);
    expect(await poll(device)).toBe('authorization_pending');
    await page.click('#consent-allow');
    await page.waitForSelector('#device-allowed');
    expect(await poll(device)).toBe('string');
    await page.goBack();
    expect(await page.locator('#consent-allow').count()).toBe(0);
  });

  test('by an address with the code in it, which allows nothing by itself, though they are signed in (S090)', async () => {
    const first = await startDevice(cardea, tv);
    await page.goto(first.verificationUriComplete);
    await page.click('#device-submit');
    await signIn(page, alice);
    await page.click('#consent-allow');
    await page.waitForSelector('#device-allowed');

    const second = await startDevice(cardea, tv);
    await page.goto(second.verificationUriComplete);
    expect(await page.inputValue('#user_code')).toBe(second.userCode);
    expect(await page.textContent('#device-warning')).toContain('in front of you');
    expect(await poll(second)).toBe('authorization_pending');
    await page.click('#device-submit');
    // Signed in and asked before: asked again all the same
    await page.waitForSelector('#device-code');
    const looks = (id: string) => page.evaluate(`getComputedStyle(document.getElementById('${id}')).backgroundColor`);
    expect(await looks('consent-deny')).toBe(await looks('consent-allow'));
    await page.click('#consent-deny');
    await page.waitForSelector('#device-denied');
    expect(await poll(second)).toBe('access_denied');
  });

  test('and is told where the code is not known, and can correct it', async () => {
    const device = await startDevice(cardea, tv);
    await page.goto(device.verificationUri);
    await page.fill('#user_code', 'XXXX-XXX');
    await page.click('#device-submit');
    expect(await page.textContent('#device-error')).toContain('not known');
    expect(await page.inputValue('#user_code')).toBe('XXXX-XXX');
    await page.fill('#user_code', device.userCode);
    await page.click('#device-submit');
    await page.waitForSelector('#username');
  });

  test('and can give up before signing in: the device is told', async () => {
    const device = await startDevice(cardea, tv);
    await page.goto(device.verificationUriComplete);
    await page.click('#device-submit');
    await page.click('#login-cancel');
    await page.waitForSelector('#device-denied');
    expect(await poll(device)).toBe('access_denied');
  });
});
