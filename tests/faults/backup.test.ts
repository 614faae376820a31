import { describe, expect, test } from 'bun:test';
import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startSqld, temporaryFolder } from '@cardea/testkit';
import { runCommand } from '../harness/command-line.ts';
import { addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { findDamage } from './integrity.ts';
import { acknowledged, requestToken, statuses } from './traffic/ask.ts';
import { lostTokens } from './traffic/live-tokens.ts';
import { startTraffic } from './traffic/traffic.ts';

/** Backs a server up under load, restores it into a folder of its own, and looks there for every token acknowledged before. */
const backUpAndRestore = async (cardea: RunningCardea, folder: string): Promise<void> => {
  const client = await addClient(cardea, { name: 'load', scope: 'a' });
  const traffic = startTraffic(() => requestToken(cardea, client), { workers: 8 });
  await waitUntil(() => traffic.answers.length > 500, { what: 'traffic', timeoutMs: 20_000 });
  const before = acknowledged(traffic.answers);
  const file = join(folder, 'backup.db');
  const { bytes } = (await cardea.cli(['backup', file, '--json'])).json<{ bytes: number }>();
  const during = traffic.answers.length;
  const answers = await traffic.stop();
  expect(during).toBeGreaterThan(before.length);
  expect(statuses(answers)).toEqual({ 200: answers.length });
  expect(statSync(file)).toMatchObject({ size: bytes, mode: 0o100600 });

  const dataDir = join(folder, 'restored');
  const env = { CARDEA_DATA_DIR: dataDir };
  await runCommand(['restore', file, '--yes', '--json'], { env });
  // The master key is kept apart from the backup, and brought back by hand
  copyFileSync(join(cardea.dataDir, 'master.key'), join(dataDir, 'master.key'));
  const restored = await startCardea({ dataDir, env: { CARDEA_ISSUER: cardea.issuer } });
  try {
    const at = { endpoint: (name: string) => `http://127.0.0.1:${restored.port}/api/v1/oauth/${name}` };
    expect(await lostTokens(at, client, before)).toEqual([]);
    expect((await requestToken(at, client)).status).toBe(200);
  } finally {
    expect(await restored.stop()).toBe(0);
  }
  expect(findDamage(dataDir)).toEqual([]);
};

describe('a backup that is made under load', () => {
  test('of an embedded database holds every token acknowledged before it began, and starts as a server', async () => {
    using folder = temporaryFolder();
    await using cardea = await startCardea();
    await backUpAndRestore(cardea, folder.path);
  }, 60_000);

  test('of a database server becomes an embedded database with every token acknowledged before it began', async () => {
    using folder = temporaryFolder();
    const sqld = await startSqld();
    try {
      await using cardea = await startCardea({ database: sqld.url });
      await backUpAndRestore(cardea, folder.path);
    } finally {
      await sqld.stop();
    }
  }, 60_000);
});
