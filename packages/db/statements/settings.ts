import type { StoredSettingGuard } from '@cardea/core';
import { asc, sql } from 'drizzle-orm';
import { settings } from '../schema/tables.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { assignments, insertInto, KEEP, select } from './rows.ts';
import { plain, statement } from './statement.ts';

export const storedSettingGuards: GuardTable<StoredSettingGuard['kind']> = {
  'setting.insert': changing(insertInto(settings, { onConflict: KEEP }), (guard) => guard.setting),
  'setting.replace': changing(
    statement(
      sql`update ${settings} set ${assignments(settings, ['name'])}
        where ${settings.name} = ${plain('name')} and ${settings.version} = ${plain('version')} - 1`,
    ),
    (guard) => guard.setting,
  ),
};

export const listStoredSettings = select<typeof settings, object>(settings, sql`order by ${asc(settings.name)}`);
