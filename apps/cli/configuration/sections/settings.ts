import { settingChange } from '@cardea/admin';
import { z } from 'zod';
import { everyPage } from '../../commands/every-page.ts';
import { defineSection } from '../section.ts';

/** By its name in the settings file, not by its variable: each is called one thing. */
const schema = settingChange.omit({ version: true }).extend({
  name: z.string().regex(/^(?!CARDEA_)/, 'is a variable: take the name that the settings file has for it'),
});

/** What was changed while servers run. What the environment or the settings file says is of the process, and no configuration. */
export const settings = defineSection({
  name: 'settings',
  what: 'setting',
  key: 'name',
  schema,
  read: async ({ admin }) =>
    (await everyPage((page) => admin.settings.list.query(page))).flatMap(
      ({ name, source, value: current, overruled, version }) => {
        const value = source === 'stored' ? current : overruled;
        return value === undefined ? [] : [{ key: name, version, fields: schema.parse({ name, value }) }];
      },
    ),
  add: async (admin, item) => {
    const { version } = await admin.settings.get.query({ name: item.name });
    return { version: (await admin.settings.set.mutate({ ...item, version })).version };
  },
  modify: async (admin, { key, version, changes }) => {
    const input = settingChange.parse({ ...changes, name: key, version });
    return { version: (await admin.settings.set.mutate(input)).version };
  },
  remove: async (admin, name) => {
    await admin.settings.reset.mutate({ name });
  },
});
