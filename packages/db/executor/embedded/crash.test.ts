import { describe, expect, test } from 'bun:test';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { aClient, fakeClock, temporaryFolder } from '@cardea/testkit';
import { openDatabase } from '../../open-database.ts';
import { DatabaseOwned, readOwner } from './owner.ts';

const clock = fakeClock(0);
const ENOUGH = 2000;

/** Reads what a child prints until it has printed `lines`, then calls `enough`, then reads the rest. */
const readLines = async (stream: ReadableStream<Uint8Array>, lines: number, enough: () => void): Promise<string[]> => {
  let text = '';
  let called = false;
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    if (!called && text.split('\n').length > lines) {
      called = true;
      enough();
    }
  }
  return text.split('\n').slice(0, -1);
};

describe('a process that owns the file', () => {
  test('is killed: every token it acknowledged is found, and nothing has to be cleaned by hand', async () => {
    using folder = temporaryFolder();
    const url = `file:${folder.path}/data/cardea.db`;
    const child = Bun.spawn([process.execPath, fileURLToPath(new URL('./crash-child.ts', import.meta.url)), url], {
      stdout: 'pipe',
      stderr: 'inherit',
    });
    let owned: unknown;
    const acknowledged = await readLines(child.stdout, ENOUGH, () => {
      owned = readOwner(url);
      child.kill('SIGKILL');
    });
    await child.exited;
    expect(owned).toMatchObject({ pid: child.pid, controlSocket: '/run/cardea.sock' });
    expect(readOwner(url)).toBeUndefined();

    const database = await openDatabase({ url, clock });
    expect(acknowledged.length).toBeGreaterThanOrEqual(ENOUGH);
    for (const id of acknowledged) expect(await database.stores.accessTokens.find(id)).toBeDefined();
    expect(await database.integrityCheck()).toEqual([]);
    await database.close();
  }, 30_000);

  test('keeps others out, and tells them who it is', async () => {
    using folder = temporaryFolder();
    const url = `file:${folder.path}/cardea.db`;
    expect(readOwner(url)).toBeUndefined();
    const database = await openDatabase({ url, clock, controlSocket: '/run/c.sock' });
    const refused = await openDatabase({ url, clock }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseOwned);
    expect(refused).toMatchObject({ owner: { pid: process.pid, controlSocket: '/run/c.sock' } });
    expect(readOwner(url)?.pid).toBe(process.pid);
    await database.close();
    expect(readOwner(url)).toBeUndefined();
    await (await openDatabase({ url, clock })).close();
  });

  test('keeps the files to itself', async () => {
    using folder = temporaryFolder();
    const data = `${folder.path}/data`;
    const { stores, close } = await openDatabase({ url: `file:${data}/cardea.db`, clock });
    await stores.commit({ guard: { kind: 'client.insert', client: aClient() }, changes: [] });
    const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
    expect(mode(data)).toBe('700');
    for (const side of ['', '-wal', '-shm', '.lock', '.owner.json'])
      expect([side, mode(`${data}/cardea.db${side}`)]).toEqual([side, '600']);
    await close();
    expect(existsSync(`${data}/cardea.db-wal`)).toBe(false);
  });
});
