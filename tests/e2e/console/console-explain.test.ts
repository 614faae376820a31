// Why something is refused, as the console tells it: of a request that was, of one that nobody sent, and of its own calls.
import { afterAll, afterEach, beforeAll, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { ensureConsole } from '@cardea/console';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addAdministrator } from '../../harness/console.ts';
import { as, post } from '../../harness/oauth.ts';
import { alice } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { freshBrowser, startChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';

setDefaultTimeout(60_000);
let cardea: RunningCardea;
let chromium: Browser;
let browser: BrowserContext;
let page: Page;
let machine: AddedClient;
let web: AddedClient;

beforeAll(async () => {
  await ensureConsole();
  [cardea, chromium] = await Promise.all([startCardea({ env: { CARDEA_DEMO: 'false' } }), startChromium()]);
  await addAdministrator(cardea, alice);
  machine = await addClient(cardea, { name: 'Job', scope: 'jobs:run' });
  const redirectUris = ['https://web.example/callback'];
  web = await addClient(cardea, { name: 'Web', grants: ['authorization_code'], scope: 'openid', redirectUris });
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

const open = async (path: string): Promise<void> => {
  await page.goto(`${cardea.issuer}/admin${path}`);
  await signIn(page, alice);
  await page.waitForSelector('#main h1');
};

const outcomes = async (selector: string): Promise<readonly (string | null)[]> =>
  Promise.all(
    (await page.locator(`${selector} li[data-outcome]`).all()).map((item) => item.getAttribute('data-outcome')),
  );

test('a refused request is found by the id that its caller was shown, with the checks down to the one that failed', async () => {
  const refused = await post(
    cardea.endpoint('token'),
    { grant_type: 'client_credentials', scope: 'jobs:stop' },
    as(machine),
  );
  expect(refused.status).toBe(400);
  await open('/explain');
  await page.fill('input[name=request]', refused.headers.get('x-request-id') ?? '');
  await page.click('#find-request-submit');
  await page.waitForSelector('#checks li');
  const found = await outcomes('#checks');
  expect(found.filter((outcome) => outcome === 'failed')).toHaveLength(1);
  expect(found[0]).toBe('passed');
  expect(found.at(-1)).toBe('not_reached');
  expect(await page.textContent('#detail')).toContain('jobs:stop');
  expect(await page.textContent('#mend')).not.toBe('');
  expect(await page.textContent('#facts')).toContain('scope.not_allowed');
});

test('a client is tested by a press: a token for one, a sign-in for another; nothing comes of it', async () => {
  await open(`/clients/${machine.clientId}`);
  await page.click('#test-client');
  await page.waitForSelector('#test-token[data-outcome=granted]');
  expect(await page.textContent('#test-token')).toContain('jobs:run');
  await page.goto(`${cardea.issuer}/admin/clients/${web.clientId}`);
  await page.click('#test-client');
  await page.waitForSelector('#test-sign-in-0[data-outcome=asks]');
  const { stdout } = await cardea.cli(['auth', 'ls', '--json']);
  expect(stdout).not.toContain(machine.clientId);
});

test('a request out of a log is tried without sending it, and its fault is told', async () => {
  await open('/explain/dry-run?kind=authorize');
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: web.clientId,
    redirect_uri: 'https://web.example/other',
    scope: 'openid',
  });
  await page.fill('textarea[name=parameters]', `${cardea.endpoint('authorize')}?${asked}`);
  await page.click('#dry-run-submit');
  await page.waitForSelector('#simulation[data-outcome=refused]');
  expect(await page.textContent('#simulation')).toContain('https://web.example/callback');
  await page.selectOption('select[name=kind]', 'token');
  await page.fill('input[name=clientId]', machine.clientId);
  await page.fill('textarea[name=parameters]', 'grant_type=client_credentials\nscope=jobs:run\nclient_secret=left-out');
  await page.click('#dry-run-submit');
  await page.waitForSelector('#simulation[data-outcome=granted]');
});

test('what the console is refused leads to its own explanation', async () => {
  await open('/resources');
  await page.fill('#add input[name=uri]', 'not-a-uri://#fragment');
  await page.fill('#add input[name=name]', 'Wrong');
  await page.click('#new-resource-submit');
  const [explained] = await Promise.all([browser.waitForEvent('page'), page.click('#explain')]);
  await explained.waitForSelector('#checks li[data-outcome=failed]');
  expect(await explained.textContent('#facts')).toContain('resource.invalid');
  expect(await explained.textContent('#detail')).toContain('resources.add');
});
