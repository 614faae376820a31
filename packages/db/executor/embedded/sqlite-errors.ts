import { SQLiteError } from 'bun:sqlite';
import { DatabaseUnavailable } from '@cardea/core';

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html); the low byte of an extended one. */
const SQLITE_BUSY = 5;
const OF_THE_STATEMENT: ReadonlySet<number> = new Set([
  1, // SQLITE_ERROR
  18, // SQLITE_TOOBIG
  19, // SQLITE_CONSTRAINT
  20, // SQLITE_MISMATCH
  25, // SQLITE_RANGE
]);

const primaryCode = (error: SQLiteError): number => error.errno & 0xff;

/** Another process holds the lock; trying again may help. */
export const isBusy = (error: unknown): boolean => error instanceof SQLiteError && primaryCode(error) === SQLITE_BUSY;

/** The database is in trouble (full, read-only, failing disk, corrupt), as opposed to a statement that is wrong. */
export const isTrouble = (error: unknown): boolean =>
  error instanceof SQLiteError && !OF_THE_STATEMENT.has(primaryCode(error));

const messageOf = (error: unknown): string => {
  if (error instanceof SQLiteError) return `${error.code ?? 'SQLITE'}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
};

/** `file` is named where the reader may not know which one is meant. */
export const unavailable = (error: unknown, file?: string): DatabaseUnavailable =>
  new DatabaseUnavailable(file === undefined ? messageOf(error) : `${file}: ${messageOf(error)}`, { cause: error });
