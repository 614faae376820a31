import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { SigningKeyNotOpened } from '@cardea/core';
import { loadOrCreateMasterKey } from '../config/master-key-file.ts';
import type { SettingsProblem } from '../config/settings-problem.ts';
import type { Settings } from '../config/settings-table.ts';

export interface MasterKey {
  readonly text: string;
  /** What people call its place. */
  readonly where: string;
  readonly created: boolean;
  readonly warning: string | undefined;
}

/** The master key as it is configured: `CARDEA_SECRET`, or the file in the data folder, which a first start makes. */
export const masterKeyOf = ({ secret, dataDir, mode }: Settings): MasterKey | SettingsProblem => {
  if (secret !== undefined) return { text: secret, where: 'CARDEA_SECRET', created: false, warning: undefined };
  const file = loadOrCreateMasterKey({ dataDir, mode, randomBytes });
  return 'problem' in file ? file : { text: file.text, where: file.path, created: file.created, warning: file.warning };
};

/** The database was made with a master key that is not there any more. */
export class MasterKeyMissing extends Error {
  override readonly name = 'MasterKeyMissing';

  constructor(path: string, cause: unknown) {
    super(
      `${path} is missing, and the keys in the database open with it alone. Put it back in its place, or set CARDEA_SECRET to its content`,
      { cause },
    );
  }
}

/**
 * What `open` makes of a database with this key. Rejects as it does; a key file that was made just now for a database that
 * another key sealed is taken away again: the right one belongs in its place.
 */
export const openWithMasterKey = async <T>({ created, where }: MasterKey, open: () => Promise<T>): Promise<T> => {
  try {
    return await open();
  } catch (error) {
    if (!created || !(error instanceof SigningKeyNotOpened)) throw error;
    rmSync(where, { force: true });
    throw new MasterKeyMissing(where, error);
  }
};
