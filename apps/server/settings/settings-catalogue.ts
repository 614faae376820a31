import type { KnownSetting, SettingsCatalogue } from '@cardea/core';
import type { Setting } from '../config/setting.ts';
import { type SettingName, type Settings, settingsTable } from '../config/settings-table.ts';
import type { LiveSettings } from './live-settings.ts';
import { choicesOf, isStorable } from './storable.ts';
import { judgeText, publicName, settingNamed } from './stored-values.ts';

const rows = Object.entries(settingsTable) as readonly [SettingName, Setting][];

const describe = (name: SettingName, row: Setting, { values }: LiveSettings, loaded: Settings): KnownSetting => {
  const stored = isStorable(name) ? values.get(name) : undefined;
  const origin = loaded.origins[name];
  const text = stored?.text ?? origin.text;
  const isSecret = row.secret === true;
  return {
    name: publicName(row),
    variable: row.env,
    source: stored === undefined ? origin.source : 'stored',
    value: isSecret || text === '' ? undefined : text,
    fallback: origin.fallback === '' ? undefined : origin.fallback,
    isSecret,
    isSet: stored !== undefined || origin.source !== 'default',
    isStorable: isStorable(name),
    choices: choicesOf(name),
    doc: row.doc,
    mend: row.mend,
  };
};

export const createSettingsCatalogue = (live: LiveSettings, loaded: Settings): SettingsCatalogue => ({
  list: () => rows.map(([name, row]) => describe(name, row, live, loaded)),
  problem(publicly, text) {
    const name = settingNamed(publicly);
    if (name === undefined || !isStorable(name)) return 'is set at the machine';
    const judged = judgeText(name, text, live.settings);
    return 'problem' in judged ? judged.problem : undefined;
  },
  refresh: () => live.refresh(),
});
