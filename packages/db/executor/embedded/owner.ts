import { Database } from 'bun:sqlite';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseFile } from './file.ts';
import { isBusy, unavailable } from './sqlite-errors.ts';

/** The process that owns a database file. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When it opened the file, ISO 8601. */
  readonly since: string;
  /** The Unix socket at which it takes commands, where it has one. */
  readonly controlSocket?: string | undefined;
}

/** Another process owns the database file. */
export class DatabaseOwned extends Error {
  override readonly name = 'DatabaseOwned';

  constructor(
    readonly file: string,
    /** Undefined where it has not said yet who it is. */
    readonly owner: Owner | undefined,
  ) {
    super(
      `${file} is in use by ${owner ? `process ${owner.pid} on ${owner.host} since ${owner.since}` : 'another process'}`,
    );
  }
}

const lockFile = (file: string): string => `${file}.lock`;
const ownerFile = (file: string): string => `${file}.owner.json`;

const ATTEMPTS = 20;
const PAUSE_MS = 15;

const recordedOwner = (file: string): Owner | undefined => {
  try {
    return JSON.parse(readFileSync(ownerFile(file), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
};

const record = (file: string, owner: Owner): void => {
  const draft = `${ownerFile(file)}.${owner.pid}`;
  writeFileSync(draft, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  renameSync(draft, ownerFile(file));
};

/** Who owns the database file (or `file:` URL) now; undefined for nobody. A process that was killed owns nothing. */
export const readOwner = (urlOrPath: string): Owner | undefined => {
  const file = databaseFile(urlOrPath);
  if (!existsSync(lockFile(file))) return undefined;
  let lock: Database | undefined;
  try {
    lock = new Database(lockFile(file), { readonly: true });
    lock.query('select count(*) from sqlite_schema').get();
    return undefined;
  } catch (error) {
    if (!isBusy(error)) throw unavailable(error, lockFile(file));
    return recordedOwner(file);
  } finally {
    lock?.close();
  }
};

const openLock = (file: string): Database => {
  const lock = new Database(lockFile(file), { create: true, readwrite: true });
  chmodSync(lockFile(file), 0o600);
  lock.run('PRAGMA busy_timeout = 0');
  return lock;
};

const acquire = async (lock: Database, file: string): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      lock.run('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      // Somebody who looks for an owner holds the lock for a moment, and a new owner needs one to sign.
      if (attempt === ATTEMPTS) throw new DatabaseOwned(file, recordedOwner(file));
      await pause(PAUSE_MS);
    }
  }
};

/** Holds the lock for as long as it is reachable: whoever uses the database keeps it. */
export interface Ownership {
  release(): void;
}

/**
 * Takes a database file for this process, or rejects with `DatabaseOwned`. The lock is the kernel's, held through an open
 * transaction on an empty SQLite file beside it: it ends with the process, however the process ends.
 */
export const takeOwnership = async (file: string, owner: Owner): Promise<Ownership> => {
  let lock: Database | undefined;
  try {
    lock = openLock(file);
    await acquire(lock, file);
    record(file, owner);
  } catch (error) {
    lock?.close();
    throw error instanceof DatabaseOwned ? error : unavailable(error, lockFile(file));
  }
  const held = lock;
  return {
    release: () => {
      rmSync(ownerFile(file), { force: true });
      held.close();
    },
  };
};

export const thisProcess = (controlSocket: string | undefined): Owner => ({
  pid: process.pid,
  host: hostname(),
  since: new Date().toISOString(),
  ...(controlSocket === undefined ? {} : { controlSocket }),
});
