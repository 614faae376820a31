import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { decodeJwt } from 'jose';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { freePort } from '../harness/free-port.ts';
import { addPerson, alice, bob } from '../harness/people.ts';
import { addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { type App, createApp } from './apps/app.ts';
import { type RelyingParty, startRelyingParty } from './apps/relying-party.ts';
import { freshBrowser, startChromium } from './browser/chromium.ts';
import { signIn } from './browser/sign-in.ts';

setDefaultTimeout(60_000);

const CALLBACK = '/login/upstream/callback/work';

/** Where people have their accounts, and where the application is. */
let work: RunningCardea;
let cardea: RunningCardea;
let chromium: Browser;
let party: RelyingParty;
let app: App;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  // Browsers keep cookies apart by host, not by port
  const port = freePort();
  const elsewhere = { port, env: { CARDEA_ISSUER: `http://localhost:${port}` } };
  const env = { CARDEA_ALLOW_PRIVATE_PROVIDER_HOSTS: 'localhost' };
  [work, cardea, chromium] = await Promise.all([startCardea(elsewhere), startCardea({ env }), startChromium()]);
  party = startRelyingParty();
  for (const person of [alice, bob]) await addPerson(work, person);
  await work.cli(['users', 'mod', alice.username, '--email-verified', '--name', 'Alice Liddell']);
  await addPerson(cardea, bob);
  // Signs with its own key: no secret is exchanged
  const jwks = await fetch(`${cardea.issuer}/.well-known/jwks.json`);
  const published: { keys: object[] } = JSON.parse(await jwks.text());
  const { clientId } = await addClient(work, {
    name: 'The other Cardea',
    authMethod: 'private_key_jwt',
    grants: ['authorization_code'],
    redirectUris: [cardea.issuer + CALLBACK],
    scope: 'openid profile email',
    keys: published.keys,
    words: ['--consent', 'implicit'],
  });
  const words = ['--id', 'work', '--name', 'Work', '--issuer', work.issuer, '--client-id', clientId, '--trust-email'];
  await cardea.cli(['providers', 'add', ...words]);
  app = await createApp(cardea, party);
});

afterAll(async () => {
  await chromium.close();
  party[Symbol.dispose]();
  await Promise.all([work.stop(), cardea.stop()]);
});

beforeEach(async () => {
  browser = await freshBrowser(chromium);
  page = await browser.newPage();
});

afterEach(() => browser.close());

/** From the application to the sign-in page of the other server. */
const toWork = async (parameters: Readonly<Record<string, string>> = {}) => {
  const begun = await app.begin({ prompt: 'consent', ...parameters });
  await page.goto(begun.url);
  await page.click('#login-provider-work');
  return begun;
};

describe('a second Cardea as the identity provider (parity: OIDC login; authentik)', () => {
  test('is tried by the operator before anybody comes', async () => {
    const trials = await cardea.cli(['providers', 'test', 'work', '--json']);
    expect(trials.json<readonly { succeeded: boolean }[]>().map(({ succeeded }) => succeeded)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('signs somebody in who is new here, and in the end at the application', async () => {
    const begun = await toWork();
    expect(page.url()).toStartWith(work.issuer);
    await signIn(page, alice);
    await page.waitForSelector('#consent-allow');
    expect(page.url()).toStartWith(cardea.issuer);
    expect(await page.textContent('main')).toContain('Alice Liddell');
    await page.click('#consent-allow');
    const { url } = await party.next();
    const tokens = await app.finish(begun, url);
    expect(decodeJwt(tokens.id_token ?? '')).toMatchObject({ amr: ['fed'] });
    // The second time nothing is asked
    const again = await app.begin({ prompt: 'select_account' });
    await page.goto(again.url);
    await page.click('#account-1');
    await app.finish(again, (await party.next()).url);
  });

  test('is asked for a fresh sign-in where the application wants one (S012)', async () => {
    const begun = await toWork();
    await signIn(page, alice);
    await page.click('#consent-allow');
    await app.finish(begun, (await party.next()).url);
    const fresh = await app.begin({ prompt: 'login', max_age: '0' });
    await page.goto(fresh.url);
    await page.click('#login-provider-work');
    expect(page.url()).toStartWith(work.issuer);
    await signIn(page, alice);
    await app.finish(fresh, (await party.next()).url);
  });

  test('can say no: the person is told, and signs in with a password instead', async () => {
    const begun = await toWork();
    await page.click('#login-cancel');
    await page.waitForSelector('#login-error');
    expect(page.url()).toStartWith(cardea.issuer);
    expect(await page.textContent('#login-error')).toContain('Work');
    await signIn(page, bob);
    await page.click('#consent-allow');
    await app.finish(begun, (await party.next()).url);
  });

  test('is linked by a person on their account page, and unlinked', async () => {
    await page.goto(`${cardea.issuer}/account/links`);
    await signIn(page, bob);
    await page.click('#link-start-work');
    await signIn(page, bob);
    await page.waitForSelector('#account-notice');
    expect(page.url()).toStartWith(`${cardea.issuer}/account/links`);
    expect(await page.textContent('#link-work')).toContain(bob.email);

    const other = await freshBrowser(chromium);
    const elsewhere = await other.newPage();
    const begun = await app.begin({ prompt: 'consent' });
    await elsewhere.goto(begun.url);
    await elsewhere.click('#login-provider-work');
    await signIn(elsewhere, bob);
    await elsewhere.click('#consent-allow');
    const tokens = await app.finish(begun, (await party.next()).url);
    const { id } = (await cardea.cli(['users', 'show', bob.username, '--json'])).json<{ id: string }>();
    expect(tokens.claims()?.sub).toBe(id);
    await other.close();

    await page.click('#link-remove-work');
    await page.waitForSelector('#link-start-work');
    expect(await page.isVisible('#account-notice')).toBe(true);
  });
});
