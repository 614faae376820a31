// Case area AD: whoever is refused at the console can be told why, by the id that they were shown.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { ensureConsole } from '@cardea/console';
import { addAdministrator, browserAtConsole, callConsole } from '../../harness/console.ts';
import { alice, bob } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';

setDefaultTimeout(60_000);
let cardea: RunningCardea;

beforeAll(async () => {
  await ensureConsole();
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  await addAdministrator(cardea, alice);
  await addAdministrator(cardea, bob, 'auditor');
});
afterAll(() => cardea.stop());

test('a refused call is explained by its request id, to whoever may read it; nothing was changed', async () => {
  const { browser: owner } = await browserAtConsole(cardea);
  const { browser: auditor } = await browserAtConsole(cardea, bob);
  const refused = await callConsole(auditor, 'api/clients.add', { body: { name: 'Mine' } });
  expect(refused.status).toBe(403);
  const requestId = refused.headers.get('x-request-id') ?? '';
  const input = encodeURIComponent(JSON.stringify({ requestId }));
  const answer = await waitUntil(
    async () => {
      const asked = await callConsole(owner, `api/explain.get?input=${input}`);
      return asked.status === 200 && asked;
    },
    { what: 'the refusal is written', timeoutMs: 20_000 },
  );
  const told = JSON.parse(answer.text).result.data;
  expect(told).toMatchObject({
    requestId,
    endpoint: 'console-calls',
    code: 'authority.role',
    status: 403,
    clientId: 'cardea-console',
    detail: { procedure: 'clients.add' },
  });
  expect(told.checks.find(({ outcome }: { outcome: string }) => outcome === 'failed').check).toBe('callRole');
  const { stdout } = await cardea.cli(['clients', 'ls', '--json']);
  expect(stdout).not.toContain('Mine');
});
