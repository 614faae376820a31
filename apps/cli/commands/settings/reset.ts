import { defineCommand } from '../../parse/command.ts';
import { wholeNumber } from '../../parse/flag.ts';
import { settingArgument } from './setting-argument.ts';

export const settingsReset = defineCommand({
  name: 'settings reset',
  summary: 'Take back what was changed: the default holds again.',
  args: { name: settingArgument },
  flags: {
    version: wholeNumber({ placeholder: 'N', doc: 'Only where it still has this version; see: cardea settings get.' }),
  },
  examples: [{ line: 'settings reset session_idle', does: 'As Cardea comes.' }],
  run: async ({ args: { name }, flags, admin }) => {
    const setting = await (await admin()).settings.reset.mutate({ name, version: flags.version });
    return { data: setting, lines: [`${setting.name} is ${setting.value ?? 'not set'} (${setting.source}).`] };
  },
});
