// What is registered is changed, switched, removed and taken back; and the wizard makes clients that work.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureConsole } from '@cardea/console';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addAdministrator } from '../../harness/console.ts';
import { alice } from '../../harness/people.ts';
import { addClient, addResource } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { freshBrowser, startChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';

setDefaultTimeout(60_000);
const API = 'https://api.example';
let cardea: RunningCardea;
let chromium: Browser;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  await ensureConsole();
  [cardea, chromium] = await Promise.all([startCardea({ env: { CARDEA_DEMO: 'false' } }), startChromium()]);
  await addAdministrator(cardea, alice);
  await addResource(cardea, { uri: API, scope: 'reports:read', words: ['--name', 'Reports'] });
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

const told = async (words: readonly string[]): Promise<string> => (await cardea.cli([...words, '--json'])).stdout;
const resource = () => told(['resources', 'show', API]);

describe('what is registered', () => {
  test('a resource is changed in a window that has an address, and the change is taken back by one press', async () => {
    await open('/resources');
    await page.click('#resources button:has-text("Change")');
    expect(new URL(page.url()).searchParams.get('edit')).toBe(API);
    await page.fill('dialog input[name=name]', 'Reports of the year');
    await page.fill('dialog input[name=accessTokenTtlSeconds]', '120');
    await page.click('#edit-resource-submit');
    await page.waitForSelector('#resources li:has-text("Reports of the year")');
    expect(await resource()).toContain('": 120');
    await page.click('#undo');
    await page.waitForSelector('#toast:has-text("Taken back")');
    expect(await resource()).toContain('"Reports"');
    expect(await resource()).not.toContain('": 120');
  });

  test('who changes what somebody else has changed meanwhile is told so, and sees what it is now', async () => {
    await open(`/resources?edit=${encodeURIComponent(API)}`);
    await page.waitForSelector('#edit-resource-submit');
    await cardea.cli(['resources', 'mod', API, '--name', 'Reports of somebody']);
    await page.fill('dialog input[name=name]', 'Lost update');
    await page.click('#edit-resource-submit');
    await page.waitForSelector('dialog [data-code="resource.conflict"]');
    await page.click('#edit-resource-reload');
    await page.waitForSelector('dialog input[name=name][value="Reports of somebody"]');
    await cardea.cli(['resources', 'mod', API, '--name', 'Reports']);
  });

  test('a resource is switched off in the list at once, and on again by one press', async () => {
    await open('/resources');
    await page.click('#resources button:has-text("Disable")');
    await page.waitForSelector('#resources li:has-text("disabled")');
    await page.click('#undo');
    await page.waitForSelector('#resources button:has-text("Disable")');
    await page.waitForSelector('#toast:has-text("Taken back")');
    expect(await resource()).toContain('"enabled": true');
  });

  test('of a client only what was changed is sent, also of what is folded away, and it is taken back in the form too', async () => {
    const { clientId } = await addClient(cardea, { name: 'Limited', scope: 'jobs:run' });
    const shown = () => told(['clients', 'show', clientId]);
    await open(`/clients/${clientId}`);
    await page.click('#policies summary');
    await page.fill('input[name=requestsPerMinute]', '30');
    await page.click('#looks summary');
    await page.fill('input[name=logoUri]', 'https://app.example/logo.png');
    await page.click('#client-submit');
    await page.waitForSelector('#toast:has-text("Saved")');
    expect(await shown()).toContain('https://app.example/logo.png');
    const entries = await cardea.cli(['audit', 'ls', '--target', clientId, '--action', 'client.updated', '--json']);
    expect(entries.json<readonly unknown[]>()).toHaveLength(1);
    await page.click('#undo');
    await page.waitForSelector('#toast:has-text("Taken back")');
    expect(await shown()).not.toContain('https://app.example/logo.png');
    expect(await page.inputValue('input[name=requestsPerMinute]')).toBe('');
  });

  test('a scope is gone at once and comes back as it was; one that is in use stays, and why is said', async () => {
    await cardea.cli(['scopes', 'add', 'spare:read', '--description', 'Read what is spare']);
    await open('/scopes');
    await page.click('#scopes li:has-text("spare:read") button:has-text("Remove")');
    await page.waitForSelector('#scopes li:has-text("spare:read")', { state: 'detached' });
    await page.click('#undo');
    await page.waitForSelector('#scopes li:has-text("Read what is spare")');
    await page.click('#scopes li:has-text("reports:read") button:has-text("Remove")');
    await page.waitForSelector(`#toast:has-text("${API}")`);
    await page.waitForSelector('#toast #explain');
    await page.waitForSelector('#scopes li:has-text("reports:read")');
  });
});

describe('the wizard', () => {
  const fill = async (kind: string, fields: Readonly<Record<string, string>>): Promise<void> => {
    await open('/clients/new');
    await page.click(`#kind-${kind}`);
    for (const [name, value] of Object.entries(fields)) await page.fill(`#new-client [name=${name}]`, value);
    await page.click('#new-client-submit');
    await page.waitForSelector('#client-id');
  };

  test.each([
    ['web', { name: 'W', redirectUris: 'https://w.example/cb' }, ['#snippet-openid-client', '#snippet-apache'], true],
    ['spa', { name: 'S', redirectUris: 'https://s.example/cb' }, ['#snippet-openid-client'], false],
    ['native', { name: 'N' }, ['#snippet-openid-client'], false],
    ['mcp', { name: 'A', resources: API, scopes: 'reports:read' }, ['#snippet-openid-client'], false],
  ] as const)(
    'makes a client of the kind %s whose sign-in would be taken',
    async (kind, fields, snippets, hasSecret) => {
      await fill(kind, fields);
      for (const snippet of snippets) await page.waitForSelector(snippet);
      expect(await page.locator('#client-secret').count()).toBe(hasSecret ? 1 : 0);
      await page.click('#test-client');
      await page.waitForSelector('#test-sign-in-0[data-outcome=asks]');
    },
  );

  test('makes a device that gets a code as its snippet says', async () => {
    await fill('device', { name: 'Screen', scopes: 'openid' });
    const [first = ''] = ((await page.textContent('#snippet-device')) ?? '').split('\n\n');
    const shell = Bun.spawn(['sh', '-c', first], { stdout: 'pipe', stderr: 'ignore' });
    expect(JSON.parse(await new Response(shell.stdout).text())).toMatchObject({ user_code: expect.any(String) });
  });

  test('makes a service whose script for openid-client gets a token', async () => {
    await fill('machine', { name: 'Job', scopes: 'jobs:run' });
    const script = (await page.textContent('#snippet-openid-client-machine')) ?? '';
    const folder = await mkdtemp(join(import.meta.dir, 'snippet-'));
    try {
      const file = join(folder, 'job.ts');
      await writeFile(file, `${script}\nconsole.log(access_token);`);
      const run = Bun.spawn([process.execPath, file], { stdout: 'pipe', stderr: 'inherit' });
      expect((await new Response(run.stdout).text()).trim()).toMatch(/^cda_at_/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
