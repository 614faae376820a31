import type { StoredSetting } from '@cardea/core';
import type { Setting } from '../config/setting.ts';
import { brokenRule } from '../config/settings-rules.ts';
import { type SettingName, type Settings, settingsTable } from '../config/settings-table.ts';
import { isStorable, type StorableName, storable } from './storable.ts';

export interface StoredValue {
  readonly text: string;
  readonly value: unknown;
}

/** What is stored and holds, by setting. */
export type StoredValues = ReadonlyMap<StorableName, StoredValue>;

/** The name of a setting outside: its key in the settings file, or its variable where it has none. */
export const publicName = ({ key, env }: Pick<Setting, 'key' | 'env'>): string => key ?? env;

const names = Object.keys(settingsTable) as readonly SettingName[];
const byPublicName: ReadonlyMap<string, SettingName> = new Map(
  names.map((name) => [publicName(settingsTable[name]), name]),
);

export const settingNamed = (name: string): SettingName | undefined => byPublicName.get(name);

/** The value of a text, or why it can be none beside the other settings. */
export const judgeText = (
  name: StorableName,
  text: string,
  others: Settings,
): { readonly value: unknown } | { readonly problem: string } => {
  const { schema, mend }: Setting = settingsTable[name];
  const result = schema.safeParse(text);
  if (!result.success) return { problem: `${result.error.issues[0]?.message ?? 'is wrong'}. ${mend}` };
  const broken = brokenRule({ ...others, [name]: result.data });
  return broken === undefined ? { value: result.data } : { problem: `does not fit: ${broken}` };
};

export interface Judged {
  readonly values: StoredValues;
  /** What is stored and does not hold, with the reason, for the log. */
  readonly leftOut: readonly string[];
}

/**
 * What holds of what is stored, over the settings that a process was started with. What the operator set at the machine is
 * stronger; what this version does not know, or what does not fit, does not hold.
 */
export const judgeStored = (stored: readonly StoredSetting[], loaded: Settings): Judged => {
  const values = new Map<StorableName, StoredValue>();
  const leftOut: string[] = [];
  let settings = loaded;
  for (const { name: publicly, value: text } of stored) {
    if (text === undefined) continue;
    const name = settingNamed(publicly);
    if (name === undefined || !isStorable(name)) leftOut.push(`${publicly} is not stored by this version`);
    else if (loaded.origins[name].source === 'default') {
      const judged = judgeText(name, text, settings);
      if ('problem' in judged) leftOut.push(`${publicly} ${judged.problem}`);
      else {
        values.set(name, { text, value: judged.value });
        settings = { ...settings, [name]: judged.value };
      }
    }
  }
  return { values, leftOut };
};

export const storableNames = Object.keys(storable) as readonly StorableName[];
