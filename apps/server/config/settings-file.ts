import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SettingsProblem } from './settings-problem.ts';

/** What a settings file says, by dotted key. */
export interface SettingsFile {
  readonly path: string;
  readonly values: ReadonlyMap<string, string | readonly string[]>;
  /** Whether users other than its owner may read it. */
  readonly readableByOthers: boolean;
  readonly problems: readonly SettingsProblem[];
}

const FILE_NAME = 'cardea.toml';
const MAX_FILE_BYTES = 1_048_576;

/** The settings file to read where none was named: in the data folder, or in the working directory. */
export const findSettingsFile = (dataDir: string, cwd: string): string | undefined | SettingsProblem => {
  const found = [...new Set([join(dataDir, FILE_NAME), join(cwd, FILE_NAME)])].filter((path) => existsSync(path));
  if (found.length < 2) return found[0];
  return {
    subject: found.join(' and '),
    problem: 'are both there, and only one settings file is read',
    mend: 'Remove one of them, or name one with CARDEA_CONFIG.',
  };
};

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** A parser's message may quote what it read, which may be a secret. */
const withoutQuotations = (error: unknown): string =>
  error instanceof Error ? error.message.replace(/(["'`]).{2,}?\1/g, '…') : 'unknown failure';

/** Reads a TOML or JSON file. Numbers and booleans become the text that the environment would have. */
export const readSettingsFile = (path: string): SettingsFile => {
  const values = new Map<string, string | readonly string[]>();
  const problems: SettingsProblem[] = [];
  const flatten = (table: object, prefix: string) => {
    for (const [name, value] of Object.entries(table)) {
      const key = prefix + name;
      if (isScalar(value)) values.set(key, String(value));
      else if (Array.isArray(value) && value.every(isScalar)) values.set(key, value.map(String));
      else if (value && Object.getPrototypeOf(value) === Object.prototype) flatten(value, `${key}.`);
      else
        problems.push({
          subject: key,
          file: path,
          problem: 'is neither a text, a number, true, false nor a list of these',
          mend: 'Write the value in quotes.',
        });
    }
  };

  let readableByOthers = false;
  try {
    const { size, mode } = statSync(path);
    readableByOthers = (mode & 0o077) !== 0;
    if (size > MAX_FILE_BYTES) throw new Error('the file is larger than 1 MiB');
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    const content: unknown = path.endsWith('.json') ? JSON.parse(text) : Bun.TOML.parse(text);
    if (!content || typeof content !== 'object' || Array.isArray(content)) throw new Error('it holds no table');
    flatten(content, '');
  } catch (error) {
    problems.push({
      subject: path,
      problem: `cannot be read as settings: ${withoutQuotations(error)}`,
      mend: 'Mend the file (TOML, or JSON where its name ends in .json), or name another with CARDEA_CONFIG.',
    });
  }
  return { path, values, readableByOthers, problems };
};
