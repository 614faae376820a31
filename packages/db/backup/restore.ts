import { Database } from 'bun:sqlite';
import { chmodSync, constants, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { databaseFileToOpen } from '../executor/embedded/file.ts';
import { embeddedMigrationTarget, openConnection } from '../executor/embedded/open.ts';
import { takeOwnership, thisProcess } from '../executor/embedded/owner.ts';
import { SchemaTooNew } from '../migrate/migrate.ts';
import { migrations } from '../migrate/migrations.ts';
import { syncToDisk } from './backup.ts';
import { runErrand } from './errand.ts';

/** The file is no backup of a Cardea database, or a damaged one. Nothing was changed. */
export class NotABackup extends Error {
  override readonly name = 'NotABackup';

  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(`${file} is no whole backup of a Cardea database: ${reason}`);
  }
}

const SIDE_FILES = ['', '-wal', '-shm'];

const check = async (file: string): Promise<void> => {
  const findings = await runErrand({ kind: 'check', file }).catch((error: Error) => [error.message]);
  if (findings.length > 0) throw new NotABackup(file, findings.join('; '));
  const connection = await openConnection(file, 'FULL');
  try {
    const version = await embeddedMigrationTarget(connection).schemaVersion();
    if (version === 0) throw new NotABackup(file, 'it has no tables of Cardea');
    if (version > migrations.length) throw new SchemaTooNew(version, migrations.length);
  } finally {
    connection.close();
  }
};

/** Moves the write-ahead log into the file, so that the file alone is the database. A damaged database stays in its parts. */
const settle = (file: string): void => {
  if (!existsSync(file)) return;
  const database = new Database(file, { readwrite: true });
  try {
    database.run('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Kept aside as it is.
  } finally {
    database.close();
  }
};

/**
 * Puts the copy that `backup` made in the place of an embedded database. Rejects with `DatabaseOwned` while a process owns
 * the database, with `NotABackup` or `SchemaTooNew` for a file that would not do. The database that was there is kept;
 * `keptAs` is its new name.
 */
export const restoreDatabase = async (
  backup: string,
  targetUrl: string,
): Promise<{ readonly keptAs: string | undefined }> => {
  const target = databaseFileToOpen(targetUrl);
  const ownership = await takeOwnership(target, thisProcess(undefined));
  const draft = `${target}.restoring`;
  try {
    copyFileSync(backup, draft, constants.COPYFILE_FICLONE);
    chmodSync(draft, 0o600);
    await check(draft);
    syncToDisk(draft);
    settle(target);
    const keptAs = existsSync(target) ? `${target}.replaced-${Date.now()}` : undefined;
    if (keptAs !== undefined)
      for (const side of SIDE_FILES) if (existsSync(target + side)) renameSync(target + side, keptAs + side);
    renameSync(draft, target);
    syncToDisk(dirname(target));
    return { keptAs };
  } finally {
    for (const side of SIDE_FILES) rmSync(draft + side, { force: true });
    ownership.release();
  }
};
