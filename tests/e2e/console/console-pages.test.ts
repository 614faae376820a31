// Each page of the console: what it shows, that axe finds no fault, and that it fits a telephone.
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureConsole } from '@cardea/console';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { addAdministrator } from '../../harness/console.ts';
import { as, obtainToken, post } from '../../harness/oauth.ts';
import { alice } from '../../harness/people.ts';
import { addClient, addResource } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { freshBrowser, startChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';

setDefaultTimeout(120_000);
const PICTURES = resolve(import.meta.dir, '..', '..', '.artifacts', 'screenshots', 'console');
const TRUSTED = 'https://ci.example';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let cardea: RunningCardea;
let chromium: Browser;
let clientId: string;
let token: string;
let requestId: string;

beforeAll(async () => {
  await ensureConsole();
  [cardea, chromium] = await Promise.all([startCardea({ env: { CARDEA_DEMO: 'false' } }), startChromium()]);
  await mkdir(PICTURES, { recursive: true });
  await addAdministrator(cardea, alice);
  const client = await addClient(cardea, { name: 'Reports', scope: 'reports:read' });
  clientId = client.clientId;
  await addResource(cardea, { uri: 'https://api.example', scope: 'reports:read', words: ['--name', 'Reports'] });
  await cardea.cli(['issuers', 'add', TRUSTED, '--name', 'CI', '--jwks-uri', `${TRUSTED}/keys`]);
  const provider = ['providers', 'add', '--id', 'house', '--name', 'House', '--issuer', 'https://house.example'];
  await cardea.cli([...provider, '--client-id', 'cardea', '--auth-method', 'none']);
  token = await obtainToken(cardea, client);
  // Refused, so that there is something to explain
  const refused = await post(cardea.endpoint('token'), { grant_type: 'password' }, as(client));
  requestId = refused.headers.get('x-request-id') ?? '';
});
afterAll(async () => {
  await chromium.close();
  await cardea.stop();
});

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

const faultsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const { violations }: AxeResults = await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(TAGS)} })`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};

/** Places, and what is there once they are ready. */
const places = (): readonly (readonly [name: string, path: string, ready: string])[] => [
  ['overview', '', '#health li'],
  ['clients', '/clients', '#clients li'],
  ['new-client', '/clients/new', '#kind-web'],
  ['client', `/clients/${clientId}`, '#settings'],
  ['users', '/users', '#users li'],
  ['sessions', '/sessions', '#sessions li'],
  ['consents', '/consents?user=alice', '#consents li'],
  ['consents-first', '/consents', '#empty'],
  ['new-user', '/users/new', '#new-user-submit'],
  ['user', '/users/alice', '#sessions li'],
  ['resources', '/resources', '#resources li'],
  ['resource', `/resources?edit=${encodeURIComponent('https://api.example')}`, '#edit-resource-submit'],
  ['scopes', '/scopes', '#scopes li'],
  ['keys', '/keys', '#keys li'],
  ['tokens', `/tokens?client=${clientId}`, '#revoke-tokens'],
  ['identity-providers', '/identity-providers', '#providers'],
  ['identity-provider', '/identity-providers?edit=house', '#edit-provider-submit'],
  ['trusted-issuers', '/trusted-issuers', '#trusted-issuers li'],
  ['trusted-issuer', `/trusted-issuers?edit=${encodeURIComponent(TRUSTED)}`, '#edit-issuer-submit'],
  ['registration-tokens', '/registration-tokens', '#empty'],
  ['branding', '/branding', '#branding-form-submit'],
  ['client-branding', `/branding/${clientId}`, '#branding-form-submit'],
  ['audit', '/audit', '#audit li'],
  ['explain', '/explain', '#refusals li'],
  ['refusal', `/explain/${requestId}`, '#checks li'],
  ['dry-run', '/explain/dry-run', '#dry-run-submit'],
  ['nowhere', '/nowhere', '#empty'],
  ['signed-out', '/signed-out', '#sign-in'],
];

describe.each([
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
] as const)('the console in %o', ({ colorScheme, width }) => {
  test('has no fault that axe can find, fits the window and breaks no rule of its policy (WCAG 2.2 AA)', async () => {
    const browser = await freshBrowser(chromium, { colorScheme, viewport: { width, height: 860 } });
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${cardea.issuer}/admin`);
    await signIn(page, alice);
    for (const [name, path, ready] of places()) {
      await page.goto(`${cardea.issuer}/admin${path}`);
      await page.waitForSelector(ready);
      expect({ name, faults: await faultsOf(page) }).toEqual({ name, faults: [] });
      const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect({ name, wider }).toEqual({ name, wider: 0 });
      await page.screenshot({ path: join(PICTURES, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
    expect(complaints).toEqual([]);
    await browser.close();
  });
});

describe('what the pages do', () => {
  test('a pasted token is told of and revoked, travels in no address, and its entry is in the audit', async () => {
    const browser = await freshBrowser(chromium);
    const page = await browser.newPage();
    const urls: string[] = [];
    page.on('request', (request) => urls.push(request.url()));
    await page.goto(`${cardea.issuer}/admin/tokens`);
    await signIn(page, alice);
    await page.fill('textarea[name=token]', token);
    await page.click('#find-token-submit');
    await page.waitForSelector('#found-token');
    expect(await page.textContent('#found-token')).toContain(clientId);
    await page.click('#found-token button');
    await page.click('dialog [id$="-yes"]');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(urls.join()).not.toContain(token);
    await page.goto(`${cardea.issuer}/admin/audit?action=access_token.revoked`);
    await page.waitForSelector('#audit li');
    await page.click('#verify-now');
    await page.waitForSelector('#audit-whole');
    await browser.close();
  });

  test('somebody is added, locked and let in again; the palette leads there', async () => {
    const browser = await freshBrowser(chromium);
    const page = await browser.newPage();
    await page.goto(`${cardea.issuer}/admin`);
    await signIn(page, alice);
    await page.waitForSelector('#counts');
    await page.keyboard.press('Control+k');
    await page.fill('#palette', 'add a us');
    await page.keyboard.press('Enter');
    await page.fill('input[name=username]', 'dora');
    await page.click('#new-user-submit');
    const password = (await page.textContent('#new-password')) ?? '';
    await page.click('#to-user');
    await page.click('#lock');
    await page.click('#lock-yes');
    await page.waitForSelector('#let-in');
    const stranger = await freshBrowser(chromium);
    const other = await stranger.newPage();
    await other.goto(`${cardea.issuer}/account`);
    await signIn(other, { username: 'dora', password });
    expect(new URL(other.url()).pathname).toContain('/login');
    await stranger.close();
    await browser.close();
  });
});
