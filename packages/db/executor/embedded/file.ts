import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unavailable } from './sqlite-errors.ts';

const FILE = 'file:';

const pathOf = (urlOrPath: string): string => {
  if (urlOrPath.startsWith('file://')) return fileURLToPath(urlOrPath);
  return urlOrPath.startsWith(FILE) ? urlOrPath.slice(FILE.length) : urlOrPath;
};

/** The one name of a database file, whatever links lead to it: its lock lies beside it. */
export const databaseFile = (urlOrPath: string): string => {
  const path = pathOf(urlOrPath);
  if (path === '') throw new TypeError('the database URL names no file; write file:/path/cardea.db');
  if (existsSync(path)) return realpathSync(path);
  const folder = dirname(path);
  return join(existsSync(folder) ? realpathSync(folder) : folder, basename(path));
};

/** The same; makes its folder where it is missing, for this user alone. Throws `DatabaseUnavailable` where it cannot. */
export const databaseFileToOpen = (urlOrPath: string): string => {
  try {
    mkdirSync(dirname(databaseFile(urlOrPath)), { recursive: true, mode: 0o700 });
    return databaseFile(urlOrPath);
  } catch (error) {
    throw unavailable(error);
  }
};
