import { DatabaseUnavailable } from '@cardea/core';
import { LibsqlError } from '@libsql/client/http';

const BUSY = /^SQLITE_(BUSY|LOCKED)/;
/** Codes of SQLite and of libSQL's own that blame the statement. */
const OF_THE_STATEMENT = /^(SQLITE_(ERROR|TOOBIG|CONSTRAINT|MISMATCH|RANGE)|SQL_|ARGS_)/;

/** Others hold the lock, and nothing was committed. */
export const isBusy = (error: unknown): boolean => error instanceof LibsqlError && BUSY.test(error.code);

/** The statement is wrong, as opposed to a server in trouble. */
export const isDefect = (error: unknown): error is LibsqlError =>
  error instanceof LibsqlError && OF_THE_STATEMENT.test(error.code);

export const unavailable = (error: unknown): DatabaseUnavailable =>
  error instanceof DatabaseUnavailable
    ? error
    : new DatabaseUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
