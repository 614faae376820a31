import type { AdminClient } from '../connect/admin-client.ts';
import { facts } from '../terminal/table.ts';
import { instant } from '../terminal/times.ts';

export type ShownSetting = Awaited<ReturnType<AdminClient['settings']['get']['query']>>;

export const settingHeading = ['NAME', 'VALUE', 'SET BY', 'CHANGEABLE'];

const shownValue = ({ isSecret, isSet, value }: ShownSetting): string => {
  if (isSecret) return isSet ? '(secret)' : '';
  return value ?? '';
};

const changeable = ({ isStorable, source }: ShownSetting): string => {
  if (!isStorable) return '';
  return source === 'environment' || source === 'file' ? 'locked' : 'yes';
};

export const settingRow = (setting: ShownSetting): readonly string[] => [
  setting.name,
  shownValue(setting),
  setting.source,
  changeable(setting),
];

export const settingLines = (setting: ShownSetting): readonly string[] => [
  ...facts([
    ['name', setting.name],
    ['variable', setting.variable],
    ['value', shownValue(setting)],
    ['set by', setting.source],
    ['default', setting.fallback],
    ['changeable', changeable(setting) || 'no: it is set at the machine'],
    ['values', setting.choices?.join(', ')],
    ['stored, but overruled', setting.overruled],
    ['version', setting.version === 0 ? undefined : String(setting.version)],
    ['changed', instant(setting.changedAt)],
  ]),
  '',
  setting.doc,
  setting.mend,
];
