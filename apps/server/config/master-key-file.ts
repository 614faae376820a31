import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Mode } from './setting.ts';
import type { SettingsProblem } from './settings-problem.ts';

const FILE_NAME = 'master.key';
const PREFIX = 'cda_mk_';
const KEY_BYTES = 32;
const KEY_CHARS = 43;
const MASTER_KEY = /^cda_mk_([A-Za-z0-9_-]{43})([0-9a-f]{8})\n?$/;

export interface MasterKeyFile {
  readonly path: string;
  /** The master key as a text: the same text as `CARDEA_SECRET` is the same key. */
  readonly text: string;
  readonly created: boolean;
  /** Something an operator should hear about, outside production. */
  readonly warning?: string | undefined;
}

export interface MasterKeyOptions {
  readonly dataDir: string;
  readonly mode: Mode;
  readonly randomBytes: (count: number) => Uint8Array;
}

const checksum = (key: string): string =>
  crc32(PREFIX + key)
    .toString(16)
    .padStart(8, '0');

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const syncFolder = (path: string): void => {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/** Makes the file complete under another name and then links it, so that no other starter ever sees half of it. */
const create = (path: string, { dataDir, randomBytes }: MasterKeyOptions): boolean => {
  const key = Buffer.from(randomBytes(KEY_BYTES)).toString('base64url').slice(0, KEY_CHARS);
  const draft = `${path}.${process.pid}.${Buffer.from(randomBytes(6)).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${PREFIX}${key}${checksum(key)}\n`);
    fsyncSync(file);
    linkSync(draft, path);
    syncFolder(dataDir);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    closeSync(file);
    rmSync(draft, { force: true });
  }
};

const read = (path: string, { mode }: MasterKeyOptions): Omit<MasterKeyFile, 'created'> | SettingsProblem => {
  const stat = statSync(path);
  const exposed = (stat.mode & 0o077) !== 0;
  const mend = `Run: chmod 600 ${path}`;
  if (exposed && mode === 'production')
    return { subject: path, problem: 'holds the master key, and other users may read it', mend };
  const match = stat.size <= 1024 ? MASTER_KEY.exec(readFileSync(path, 'utf8')) : null;
  if (!match || checksum(match[1] ?? '') !== match[2])
    return {
      subject: path,
      problem: 'is not a whole master key: it was truncated or altered',
      mend: 'Restore it from a backup. Only with an empty database may it be removed: a new key cannot open what the old one sealed.',
    };
  return {
    path,
    text: match[0].trimEnd(),
    warning: exposed ? `Other users may read the master key. ${mend}` : undefined,
  };
};

/**
 * The master key in the data folder, made at the first start. Of starters that race, one makes it and all read it.
 * A damaged file is a problem and stays as it is.
 */
export const loadOrCreateMasterKey = (options: MasterKeyOptions): MasterKeyFile | SettingsProblem => {
  const path = join(options.dataDir, FILE_NAME);
  try {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    const created = !statSync(path, { throwIfNoEntry: false }) && create(path, options);
    const file = read(path, options);
    return 'text' in file ? { ...file, created } : file;
  } catch (error) {
    return {
      subject: path,
      problem: `can be neither read nor made: ${error instanceof Error ? error.message : 'unknown failure'}`,
      mend: `Let this user write the folder ${options.dataDir}, or set CARDEA_SECRET.`,
    };
  }
};
