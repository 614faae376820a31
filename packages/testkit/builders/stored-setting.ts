import type { StoredSetting } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';

/** Who may register clients: nobody. */
export const aStoredSetting = (changes: Partial<StoredSetting> = {}): StoredSetting => ({
  name: 'registration.mode',
  value: 'off',
  version: 1,
  updatedAt: BUILT_AT_SECONDS,
  ...changes,
});
