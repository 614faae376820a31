import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** The file exists; nothing was written over it. */
export class BackupExists extends Error {
  override readonly name = 'BackupExists';

  constructor(readonly file: string) {
    super(`${file} exists; name a file that does not`);
  }
}

export const syncToDisk = (path: string): void => {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
};

/** Fills a draft beside `file` and gives it its name when it is whole and durable: there is never half a backup. */
export const writeBackup = async (file: string, fill: (draft: string) => Promise<unknown>): Promise<void> => {
  if (existsSync(file)) throw new BackupExists(file);
  const draft = `${file}.${process.pid}.draft`;
  try {
    closeSync(openSync(draft, 'wx', 0o600));
    await fill(draft);
    chmodSync(draft, 0o600);
    syncToDisk(draft);
    if (existsSync(file)) throw new BackupExists(file);
    renameSync(draft, file);
    syncToDisk(dirname(file));
  } finally {
    rmSync(draft, { force: true });
  }
};
