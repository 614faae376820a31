import { defineCommand } from '../../parse/command.ts';
import { settingLines } from '../../show/setting.ts';
import { settingArgument } from './setting-argument.ts';

export const settingsGet = defineCommand({
  name: 'settings get',
  summary: 'Show one setting: its value, who said so, and what it takes.',
  args: { name: settingArgument },
  flags: {},
  examples: [{ line: 'settings get registration.mode', does: 'Who may register clients.' }],
  run: async ({ args, admin }) => {
    const setting = await (await admin()).settings.get.query({ name: args.name });
    return { data: setting, lines: settingLines(setting) };
  },
});
