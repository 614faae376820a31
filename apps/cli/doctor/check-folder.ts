import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '@cardea/admin';
import type { Settings } from '@cardea/server';
import { databaseFileOf } from '../connect/database-file.ts';

const MEGABYTE = 1_000_000;
const SPACE_NEEDED_BYTES = 50 * MEGABYTE;
const SPACE_COMFORTABLE_BYTES = 500 * MEGABYTE;
const OTHERS = 0o077;

const shownMode = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0');

const permissions = (path: string, check: string, safeMode: string): Finding | undefined => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || (stat.mode & OTHERS) === 0) return undefined;
  const found = `other users may reach ${path} (${shownMode(stat.mode)})`;
  return { check, state: 'warning', found, mend: `Run: chmod ${safeMode} ${path}` };
};

const space = (dataDir: string): Finding => {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const found = `${Math.floor(free / MEGABYTE)} MB are free`;
  if (free >= SPACE_COMFORTABLE_BYTES) return { check: 'disk', state: 'good', found };
  const mend = `Make room on the disk of ${dataDir}, or move the data folder and set CARDEA_DATA_DIR`;
  return { check: 'disk', state: free < SPACE_NEEDED_BYTES ? 'failed' : 'warning', found, mend };
};

const writable = (dataDir: string): Finding => {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return { check: 'data folder', state: 'good', found: `${dataDir} can be written` };
  } catch {
    const mend = `Run this as the user of the server, or give it the folder: chown -R USER ${dataDir}`;
    return { check: 'data folder', state: 'failed', found: `${dataDir} cannot be written by this user`, mend };
  }
};

/** The folder of the database and the master key: there, writable, private, and on a disk with room. */
export const checkFolder = (settings: Settings): readonly Finding[] => {
  const { dataDir } = settings;
  if (!statSync(dataDir, { throwIfNoEntry: false })) {
    return [
      {
        check: 'data folder',
        state: 'warning',
        found: `${dataDir} does not exist yet`,
        mend: 'The first start makes it: cardea serve. Or set CARDEA_DATA_DIR',
      },
    ];
  }
  const database = databaseFileOf(settings);
  const exposed = [
    permissions(dataDir, 'data folder', '700'),
    permissions(join(dataDir, 'master.key'), 'master key', '600'),
    database === undefined ? undefined : permissions(database, 'database', '600'),
  ];
  return [writable(dataDir), ...exposed.filter((finding) => finding !== undefined), space(dataDir)];
};
