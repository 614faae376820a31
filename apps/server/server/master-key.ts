import { randomBytes } from 'node:crypto';
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
