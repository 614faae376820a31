import { describe, expect, test } from 'bun:test';
import { fakeClock, startSqld, temporaryFolder } from '@cardea/testkit';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { embeddedMigrationTarget, openConnection } from '../executor/embedded/open.ts';
import journal from '../migrations/meta/_journal.json' with { type: 'json' };
import { openDatabase } from '../open-database.ts';
import * as tables from '../schema/tables.ts';
import { migrate, SchemaTooNew } from './migrate.ts';
import { type Migration, migrations } from './migrations.ts';

const clock = fakeClock(1_800_000_000_000);

const latestSnapshot = () => {
  const last = journal.entries.at(-1);
  return Bun.file(new URL(`../migrations/meta/${String(last?.idx).padStart(4, '0')}_snapshot.json`, import.meta.url));
};

describe('the migrations', () => {
  test('make the schema that the code describes: run `bun run migrations` where this fails', async () => {
    const written = await latestSnapshot().json();
    const described = await generateSQLiteDrizzleJson({ ...tables }, written.id);
    expect(await generateSQLiteMigration(written, described)).toEqual([]);
  });

  test('are all listed in the code', () => {
    expect(migrations.map(({ name, version }) => ({ name, version }))).toEqual(
      journal.entries.map(({ tag, idx }) => ({ name: tag, version: idx + 1 })),
    );
  });

  test('run once, and leave a record', async () => {
    using folder = temporaryFolder();
    const url = `file:${folder.path}/cardea.db`;
    for (const from of [0, migrations.length]) {
      const database = await openDatabase({ url, clock });
      expect(database.migrated).toEqual({ from, to: migrations.length });
      await database.close();
    }
    const connection = await openConnection(`${folder.path}/cardea.db`, 'FULL');
    expect(connection.rows('select version, name, applied_at from migrations', [])).toEqual(
      migrations.map(({ version, name }) => [version, name, 1_800_000_000]),
    );
    connection.close();
  });

  test('that fail half-way leave nothing behind, and run again', async () => {
    using folder = temporaryFolder();
    const connection = await openConnection(`${folder.path}/cardea.db`, 'FULL');
    const target = embeddedMigrationTarget(connection);
    const next: Migration = {
      version: migrations.length + 1,
      name: 'broken',
      statements: ['create table half (a)', 'insert into nowhere values (1)'],
    };
    await expect(migrate(target, clock, [...migrations, next])).rejects.toThrow('nowhere');
    expect(await target.schemaVersion()).toBe(migrations.length);
    const mended = { ...next, statements: ['create table half (a)'] };
    expect(await migrate(target, clock, [...migrations, mended])).toEqual({
      from: migrations.length,
      to: migrations.length + 1,
    });
    connection.close();
  });

  test('of a newer Cardea are refused before anything is done, and the file stays free', async () => {
    using folder = temporaryFolder();
    const url = `file:${folder.path}/cardea.db`;
    await (await openDatabase({ url, clock })).close();
    const connection = await openConnection(`${folder.path}/cardea.db`, 'FULL');
    connection.script(`insert into migrations values (${migrations.length + 3}, 'future', 0)`);
    connection.close();
    for (let attempt = 0; attempt < 2; attempt++) {
      const refused = await openDatabase({ url, clock }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(SchemaTooNew);
      expect(refused).toMatchObject({ found: migrations.length + 3, known: migrations.length });
    }
  });

  test('run once where several nodes start at once on an empty server', async () => {
    const sqld = await startSqld();
    const nodes = await Promise.all(Array.from({ length: 4 }, () => openDatabase({ url: sqld.url, clock })));
    expect(nodes.map(({ migrated }) => migrated.to)).toEqual(nodes.map(() => migrations.length));
    await Promise.all(nodes.map(({ stores }) => stores.ping()));
    await Promise.all(nodes.map((node) => node.close()));
    await sqld.stop();
  }, 30_000);
});
