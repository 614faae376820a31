import { describe, expect, test } from 'bun:test';
import { existsSync, readdirSync, statSync } from 'node:fs';
import type { Stores } from '@cardea/core';
import { aClient, anAccessToken, anAuditEntry, fakeClock, startSqld, temporaryFolder } from '@cardea/testkit';
import type { Database } from '../database.ts';
import { DatabaseOwned } from '../executor/embedded/owner.ts';
import { openDatabase } from '../open-database.ts';
import { BackupExists } from './backup.ts';
import { NotABackup, restoreDatabase } from './restore.ts';

const clock = fakeClock(0);
const openFile = (path: string): Promise<Database> => openDatabase({ url: `file:${path}`, clock });

/** A token and its audit entry, always together. */
const issue = async (stores: Stores): Promise<string> => {
  const token = anAccessToken();
  await stores.commit({
    changes: [
      { kind: 'access_token.insert', token },
      { kind: 'audit.append', entry: anAuditEntry({ target: token.id }) },
    ],
  });
  return token.id;
};

/** Backs up while tokens are issued, and looks into the copy. */
const backUpUnderLoad = async (database: Database, file: string): Promise<void> => {
  const { stores } = database;
  const client = aClient();
  await stores.commit({ guard: { kind: 'client.insert', client }, changes: [] });
  // In portions that a slow machine takes within the deadline too
  const portion = () => Promise.all(Array.from({ length: 100 }, () => issue(stores)));
  const before: string[] = [];
  while (before.length < 1200) before.push(...(await portion()));
  const backup = database.backup(file);
  for (let portions = 0; portions < 3; portions++) await portion();
  await backup;
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const copy = await openFile(file);
  expect(await copy.integrityCheck()).toEqual([]);
  expect(await copy.stores.clients.find(client.id)).toEqual(client);
  for (const id of before) expect(await copy.stores.accessTokens.find(id)).toBeDefined();
  const tokens = await copy.stores.accessTokens.list({ limit: 10_000 });
  const entries = await copy.stores.audit.list({ limit: 10_000 });
  expect(new Set(entries.map((entry) => entry.target))).toEqual(new Set(tokens.map((token) => token.id)));
  await copy.close();
};

describe('a backup', () => {
  test('of an embedded database is whole and consistent while writes go on', async () => {
    using folder = temporaryFolder();
    const database = await openFile(`${folder.path}/cardea.db`);
    await backUpUnderLoad(database, `${folder.path}/copy.db`);
    await database.close();
  }, 20_000);

  test('of a server is whole and consistent while writes go on', async () => {
    using folder = temporaryFolder();
    const sqld = await startSqld();
    const database = await openDatabase({ url: sqld.url, clock });
    await backUpUnderLoad(database, `${folder.path}/copy.db`);
    expect(await database.integrityCheck()).toEqual([]);
    await database.close();
    await sqld.stop();
  }, 30_000);

  test('is never written over a file, and leaves no draft', async () => {
    using folder = temporaryFolder();
    const database = await openFile(`${folder.path}/cardea.db`);
    await Bun.write(`${folder.path}/precious`, 'precious');
    await expect(database.backup(`${folder.path}/precious`)).rejects.toBeInstanceOf(BackupExists);
    await expect(database.backup(`${folder.path}/no/such/folder`)).rejects.toThrow();
    expect(await Bun.file(`${folder.path}/precious`).text()).toBe('precious');
    expect(readdirSync(folder.path).filter((name) => name.includes('draft'))).toEqual([]);
    await database.close();
  });
});

describe('restoring', () => {
  test('puts the copy in the place of the database and keeps what was there', async () => {
    using folder = temporaryFolder();
    const target = `${folder.path}/cardea.db`;
    const database = await openFile(target);
    const old = await issue(database.stores);
    await database.backup(`${folder.path}/copy.db`);
    const lost = await issue(database.stores);
    await expect(restoreDatabase(`${folder.path}/copy.db`, target)).rejects.toBeInstanceOf(DatabaseOwned);
    await database.close();

    const { keptAs } = await restoreDatabase(`${folder.path}/copy.db`, `file:${target}`);
    const restored = await openFile(target);
    expect(await restored.stores.accessTokens.find(old)).toBeDefined();
    expect(await restored.stores.accessTokens.find(lost)).toBeUndefined();
    await restored.close();
    const kept = await openFile(keptAs ?? '');
    expect(await kept.stores.accessTokens.find(lost)).toBeDefined();
    await kept.close();
  });

  test('makes a database where there is none', async () => {
    using folder = temporaryFolder();
    const database = await openFile(`${folder.path}/cardea.db`);
    const id = await issue(database.stores);
    await database.backup(`${folder.path}/copy.db`);
    await database.close();
    expect(await restoreDatabase(`${folder.path}/copy.db`, `${folder.path}/new/cardea.db`)).toEqual({
      keptAs: undefined,
    });
    const restored = await openFile(`${folder.path}/new/cardea.db`);
    expect(await restored.stores.accessTokens.find(id)).toBeDefined();
    await restored.close();
  });

  test('refuses what is no backup, and changes nothing', async () => {
    using folder = temporaryFolder();
    const target = `${folder.path}/cardea.db`;
    const database = await openFile(target);
    const id = await issue(database.stores);
    await database.close();
    await Bun.write(`${folder.path}/letter`, 'not a database '.repeat(1000));
    await Bun.write(`${folder.path}/empty`, '');
    for (const name of ['letter', 'empty', 'missing'])
      await expect(restoreDatabase(`${folder.path}/${name}`, target)).rejects.toThrow();
    await expect(restoreDatabase(`${folder.path}/empty`, target)).rejects.toBeInstanceOf(NotABackup);
    expect(existsSync(`${target}.restoring`)).toBe(false);
    const still = await openFile(target);
    expect(await still.stores.accessTokens.find(id)).toBeDefined();
    await still.close();
  });
});
