import { resolve } from 'node:path';
import { CommandFailed } from '../connect/command-failed.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from './usage-error.ts';

const MAX_BYTES = 256 * 1024;

const unreadable = (path: string): CommandFailed =>
  new CommandFailed({
    code: 'file.unreadable',
    message: `${path} cannot be read`,
    mend: 'Look at its path and its permissions',
  });

/** The content of a file, or of standard input for `-`. Throws `CommandFailed` where it cannot be read. */
export const readText = async (path: string, terminal: Terminal, maxBytes = MAX_BYTES): Promise<string> => {
  if (path === '-') return terminal.readInput();
  const file = Bun.file(resolve(terminal.cwd, path));
  try {
    if (file.size > maxBytes) throw new UsageError(`${path} is too large to be what is asked for`);
    return await file.text();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw unreadable(path);
  }
};

/** A picture of a file, in base64. What it is, the management tells by its bytes. */
export const readPicture = async (path: string, terminal: Terminal): Promise<string> => {
  const file = Bun.file(resolve(terminal.cwd, path));
  try {
    if (file.size > MAX_BYTES) throw new UsageError(`${path} is too large to be what is asked for`);
    return Buffer.from(await file.arrayBuffer()).toString('base64');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw unreadable(path);
  }
};

/** A secret of one line; the newline that ends the line is no part of it. */
export const readSecret = async (path: string | undefined, terminal: Terminal): Promise<string | undefined> =>
  path === undefined ? undefined : (await readText(path, terminal)).replace(/\r?\n$/, '');

/** The JSON of a file. */
export const readJson = async (path: string | undefined, terminal: Terminal): Promise<unknown> => {
  if (path === undefined) return undefined;
  const content = await readText(path, terminal);
  try {
    return JSON.parse(content);
  } catch {
    throw new CommandFailed({
      code: 'file.not_json',
      message: `${path} is not JSON`,
      mend: 'Give a JWK Set (RFC 7517)',
    });
  }
};
