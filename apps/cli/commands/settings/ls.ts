import { defineCommand } from '../../parse/command.ts';
import { toggle } from '../../parse/flag.ts';
import { settingHeading, settingRow } from '../../show/setting.ts';
import { table } from '../../terminal/table.ts';
import { everyPage } from '../every-page.ts';

export const settingsLs = defineCommand({
  name: 'settings ls',
  summary: 'List how the server is set up, and who said so.',
  details: ['Of secrets only whether they are set. A server that runs is asked for its own settings.'],
  args: {},
  flags: {
    changeable: toggle('Only those that may be changed while the server runs.'),
    set: toggle('Only those that somebody has set.'),
  },
  examples: [{ line: 'settings ls --changeable', does: 'What may be changed while the server runs.' }],
  run: async ({ flags, terminal, admin }) => {
    const { settings: procedures } = await admin();
    const all = await everyPage((page) => procedures.list.query(page));
    const settings = all.filter((one) => (!flags.changeable || one.isStorable) && (!flags.set || one.isSet));
    return {
      data: settings,
      lines: settings.length === 0 ? [] : table(settingHeading, settings.map(settingRow), terminal),
      notes: settings.length === 0 ? ['Nothing is set: all settings are as they come.'] : [],
    };
  },
});
