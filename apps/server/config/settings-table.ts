import { deviceSettings } from './device-settings.ts';
import { factorSettings } from './factor-settings.ts';
import { mailSettings } from './mail-settings.ts';
import { observationSettings } from './observation-settings.ts';
import { peopleSettings } from './people-settings.ts';
import { registrationSettings } from './registration-settings.ts';
import { serverSettings } from './server-settings.ts';
import type { Setting } from './setting.ts';
import { storageSettings } from './storage-settings.ts';
import { tokenSettings } from './token-settings.ts';

/** Every setting there is. The environment is stronger than the file, the file stronger than the default. */
export const settingsTable = {
  ...serverSettings,
  ...storageSettings,
  ...tokenSettings,
  ...peopleSettings,
  ...factorSettings,
  ...mailSettings,
  ...deviceSettings,
  ...registrationSettings,
  ...observationSettings,
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof settingsTable;

/** Who said what a setting is, in its own grammar. The text of a secret is not kept. */
export interface SettingOrigin {
  readonly source: 'environment' | 'file' | 'default';
  readonly text: string | undefined;
  /** The text of its default; absent where it has none. */
  readonly fallback: string | undefined;
}

/** The settings of a server, complete and checked. Durations are in seconds, paths absolute. */
export type Settings = {
  readonly [K in SettingName]: (typeof settingsTable)[K] extends Setting<infer T> ? T : never;
} & {
  /** The settings file that was read. */
  readonly configFile: string | undefined;
  readonly origins: Readonly<Record<SettingName, SettingOrigin>>;
};

/** Where the settings file is; itself only in the environment. */
export const CONFIG_VARIABLE = 'CARDEA_CONFIG';
