import { defineCommand } from '../../parse/command.ts';
import { wholeNumber } from '../../parse/flag.ts';
import { settingArgument } from './setting-argument.ts';

export const settingsSet = defineCommand({
  name: 'settings set',
  summary: 'Change a setting while the server runs.',
  details: [
    'All servers on the database follow within five seconds. What is set in the environment or in the settings file is stronger, and locked.',
    'Lifetimes count for what is made from now on; sessions and tokens that are there keep their ends.',
  ],
  args: { name: settingArgument, value: { name: 'VALUE', doc: 'as the settings file would have it' } },
  flags: {
    version: wholeNumber({ placeholder: 'N', doc: 'Only where it still has this version; see: cardea settings get.' }),
  },
  examples: [
    { line: 'settings set registration.mode token', does: 'Clients register with an initial access token.' },
    { line: 'settings set session_idle 12h', does: 'A browser stays signed in for half a day without being used.' },
  ],
  run: async ({ args: { name, value }, flags, admin }) => {
    const setting = await (await admin()).settings.set.mutate({ name, value, version: flags.version });
    return { data: setting, lines: [`${setting.name} is ${setting.value} from now on.`] };
  },
});
