import type { EpochSeconds } from './clock.ts';

/** What administrators set while the server runs. Every process follows it within seconds. */
export interface StoredSetting {
  /** Its key in the settings file. */
  readonly name: string;
  /** In the grammar of the settings file; absent once it was taken back. */
  readonly value?: string | undefined;
  /** Grows by one with each change, also when it is taken back. */
  readonly version: number;
  readonly updatedAt: EpochSeconds;
}

/** Guards of stored settings. Of two administrators who change the same one at once, one is held. */
export type StoredSettingGuard =
  /** Nothing was ever stored under this name; inserts it. */
  | { readonly kind: 'setting.insert'; readonly setting: StoredSetting }
  /** The stored one has `setting.version - 1`; replaces it. */
  | { readonly kind: 'setting.replace'; readonly setting: StoredSetting };

export interface StoredSettingStore {
  /** As the primary has them now, in the order of their names; few. */
  list(): Promise<readonly StoredSetting[]>;
}
