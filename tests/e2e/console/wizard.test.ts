// What the wizard of the console offers, in a real browser.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureConsole } from '@cardea/console';
import { grantTypesOf, profiles } from '@cardea/core';
import type { Browser } from 'playwright-core';
import { REPOSITORY } from '../../harness/command-line.ts';
import { addAdministrator } from '../../harness/console.ts';
import { alice } from '../../harness/people.ts';
import { addResource } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { freshBrowser, startChromium } from '../browser/chromium.ts';
import { signIn } from '../browser/sign-in.ts';

setDefaultTimeout(120_000);

const API = 'https://billing.example';

let cardea: RunningCardea;
let chromium: Browser;

beforeAll(async () => {
  await ensureConsole();
  [cardea, chromium] = await Promise.all([startCardea({ env: { CARDEA_DEMO: 'false' } }), startChromium()]);
  await addAdministrator(cardea, alice);
  await addResource(cardea, { uri: API, scope: 'read' });
});
afterAll(async () => {
  await chromium.close();
  await cardea.stop();
});

test('every kind registers a client and names its guide; together they offer every grant', async () => {
  const browser = await freshBrowser(chromium);
  const page = await browser.newPage();
  await page.goto(`${cardea.issuer}/admin/clients/new`);
  await signIn(page, alice);
  await page.waitForSelector('[name=kind]');
  const kinds = await page.$$eval('[name=kind]', (inputs) => inputs.map(({ id }) => id));
  for (const kind of kinds) {
    await page.goto(`${cardea.issuer}/admin/clients/new`);
    await page.click(`#${kind}`);
    await page.fill('input[name=name]', kind);
    const [guide = ''] = /docs\/guides\/[\w-]+\.md/.exec((await page.textContent('#main')) ?? '') ?? [];
    expect({ kind, guide, exists: existsSync(join(REPOSITORY, guide)) && guide !== '' }).toMatchObject({
      exists: true,
    });
    const redirectUris = await page.$('textarea[name=redirectUris]');
    if (redirectUris && (await redirectUris.inputValue()) === '') await redirectUris.fill('https://app.example/cb');
    if (await page.$('input[name=exchangeTargets]')) await page.fill('input[name=exchangeTargets]', API);
    await page.click('#new-client-submit');
    await page.waitForSelector('#client-id');
  }
  await browser.close();
  const { stdout } = await cardea.cli(['clients', 'ls', '--json']);
  const clients: readonly {
    client_name: string;
    grant_types: readonly string[];
    exchange_targets?: readonly string[];
  }[] = JSON.parse(stdout);
  const made = clients.filter(({ client_name: name }) => kinds.includes(name));
  expect(made).toHaveLength(kinds.length);
  expect(made.find(({ client_name: name }) => name === 'kind-exchange')?.exchange_targets).toEqual([API]);
  // The front channel is for clients that are there already
  const wanted = grantTypesOf(profiles.oauth21).filter((type) => type !== 'implicit');
  expect([...new Set(made.flatMap(({ grant_types: types }) => types))].toSorted()).toEqual([...wanted].toSorted());
});
