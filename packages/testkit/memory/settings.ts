import type { StoredSettingGuard, StoredSettingStore } from '@cardea/core';
import { insert, replace } from './effects.ts';
import { compareIds, type State } from './state.ts';
import type { GuardTable } from './tables.ts';

export const storedSettingGuards: GuardTable<StoredSettingGuard['kind']> = {
  'setting.insert': ({ settings }, { setting }) => insert(settings, setting.name, setting),
  'setting.replace': ({ settings }, { setting }) => replace(settings, setting.name, setting),
};

export const storedSettingStore = ({ settings }: State): StoredSettingStore => ({
  list: async () => [...settings.values()].sort((a, b) => compareIds(a.name, b.name)),
});
