import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Settings } from '@cardea/server';

/** The file of the embedded database; undefined where the database is a server. */
export const databaseFileOf = ({ databaseUrl }: Pick<Settings, 'databaseUrl'>): string | undefined => {
  if (!databaseUrl.startsWith('file:')) return undefined;
  const path = databaseUrl.startsWith('file://') ? fileURLToPath(databaseUrl) : databaseUrl.slice('file:'.length);
  return existsSync(path) ? realpathSync(path) : path;
};
