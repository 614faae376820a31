#!/usr/bin/env bun
// A check: the migrations in packages/db lead to the schema in packages/db/schema, and none is missing.
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { runProcess } from './run-process.ts';

const DATABASE = resolve(import.meta.dir, '..', '..', 'packages', 'db');
const LIMIT_MS = 60_000;

const sqlFiles = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder)).filter((file) => file.endsWith('.sql'));

/** The SQL that `bun run migrations` would write beside the migrations of this folder, which stays as it is. */
export const missingMigrations = async (migrations = join(DATABASE, 'migrations')): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'cardea-migrations-'));
  try {
    const copy = join(folder, 'migrations');
    await cp(migrations, copy, { recursive: true });
    const before = await sqlFiles(copy);
    // drizzle-kit takes a folder relative to where it runs
    const target = ['--schema', './schema/tables.ts', '--out', relative(DATABASE, copy)];
    const command = [join('node_modules', '.bin', 'drizzle-kit'), 'generate', '--dialect', 'sqlite', ...target];
    const { exitCode, lines } = await runProcess([process.execPath, ...command], {
      cwd: DATABASE,
      timeLimitMs: LIMIT_MS,
    });
    if (exitCode !== 0) throw new Error(`drizzle-kit ended with ${exitCode}\n${lines.join('\n')}`);
    const added = (await sqlFiles(copy)).filter((file) => !before.includes(file));
    return await Promise.all(added.map((file) => Bun.file(join(copy, file)).text()));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const missing = await missingMigrations();
  for (const sql of missing) console.error(`The schema is ahead of its migrations by:\n${sql}`);
  process.exitCode = missing.length > 0 ? 1 : 0;
}
