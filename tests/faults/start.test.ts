import { Database } from 'bun:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@cardea/testkit';
import { freePort } from '../harness/free-port.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { refusedStart } from './refused-start.ts';
import { ask } from './traffic/ask.ts';

let running: RunningCardea;

beforeAll(async () => {
  running = await startCardea();
}, 30_000);

afterAll(() => running.stop());

const settings = (dataDir: string, port = freePort()): Readonly<Record<string, string>> => ({
  CARDEA_ISSUER: `http://127.0.0.1:${port}`,
  CARDEA_HOST: '127.0.0.1',
  CARDEA_PORT: String(port),
  CARDEA_DATA_DIR: dataDir,
});

describe('a server does not start', () => {
  test('on a data folder that another one has: it says who', async () => {
    const { exitCode, stderr } = await refusedStart(settings(running.dataDir));
    expect(exitCode).toBe(69);
    expect(stderr).toContain(`in use by process ${running.pid} on`);
    expect(stderr).toContain(running.dataDir);
    expect((await ask(`${running.issuer}/readyz`)).status).toBe(200);
  }, 30_000);

  test('on a port that another one has: it names CARDEA_PORT, and leaves its folder to the next', async () => {
    using folder = temporaryFolder();
    const { exitCode, stderr } = await refusedStart(settings(folder.path, running.port));
    expect(exitCode).toBe(69);
    expect(stderr).toContain(`CARDEA_PORT (${running.port}) is in use`);
    await using next = await startCardea({ dataDir: folder.path });
    expect((await ask(`${next.issuer}/livez`)).status).toBe(200);
  }, 30_000);

  test('on a database of a newer Cardea, and changes nothing in it (S154)', async () => {
    using folder = temporaryFolder();
    const server = await startCardea({ dataDir: folder.path });
    expect(await server.stop()).toBe(0);
    const file = join(folder.path, 'cardea.db');
    const newer = new Database(file);
    newer.run("insert into migrations values (9999, 'future', 0)");
    newer.close();
    const before = await Bun.file(file).bytes();

    const { exitCode, stderr } = await refusedStart(settings(folder.path));
    expect(exitCode).toBe(69);
    expect(stderr).toContain('schema version 9999');
    expect(stderr).toContain('newer Cardea');
    const command = await server.cli(['clients', 'ls'], { exitCodes: [1] });
    expect(command.stderr).toContain('schema version 9999');
    expect(await Bun.file(file).bytes()).toEqual(before);
  }, 30_000);

  test('on a database whose master key is gone: it makes no other, and starts once the key is back', async () => {
    using folder = temporaryFolder();
    const server = await startCardea({ dataDir: folder.path });
    expect(await server.stop()).toBe(0);
    const file = join(folder.path, 'master.key');
    const key = await Bun.file(file).text();
    rmSync(file);
    const { exitCode, stderr } = await refusedStart(settings(folder.path));
    expect(exitCode).toBe(69);
    expect(stderr).toContain(`${file} is missing`);
    const command = await server.cli(['clients', 'ls'], { exitCodes: [1] });
    expect(command.stderr).toContain(`${file} is missing`);
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, key, { mode: 0o600 });
    await using next = await startCardea({ dataDir: folder.path });
    expect((await ask(`${next.issuer}/readyz`)).status).toBe(200);
  }, 30_000);

  test('on a file that is no database, and leaves it as it is', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'cardea.db');
    const letter = 'this is a letter, not a database. '.repeat(200);
    await Bun.write(file, letter);
    const { exitCode, stderr } = await refusedStart(settings(folder.path));
    expect(exitCode).toBe(69);
    expect(stderr).toContain(file);
    expect(await Bun.file(file).text()).toBe(letter);
  }, 30_000);

  test('without its certificate: it names the file and the setting', async () => {
    using folder = temporaryFolder();
    const missing = join(folder.path, 'missing.pem');
    const { exitCode, stderr } = await refusedStart({
      ...settings(folder.path),
      CARDEA_ISSUER: 'https://localhost',
      CARDEA_TLS_CERT: missing,
      CARDEA_TLS_KEY: missing,
    });
    expect(exitCode).toBe(69);
    expect(stderr).toContain(missing);
    expect(stderr).toContain('CARDEA_TLS_CERT');
  }, 30_000);

  test('without its database server, and says which address it tried', async () => {
    using folder = temporaryFolder();
    const database = `http://127.0.0.1:${freePort()}`;
    const { exitCode, stderr } = await refusedStart({ ...settings(folder.path), CARDEA_DATABASE_URL: database });
    expect(exitCode).toBe(69);
    expect(stderr).toContain(database);
    expect(stderr).toContain('CARDEA_DATABASE_URL');
  }, 30_000);
});
