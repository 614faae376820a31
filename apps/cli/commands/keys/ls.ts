import { defineCommand } from '../../parse/command.ts';
import { keyHeading, keyJson, keyRow } from '../../show/key.ts';
import { table } from '../../terminal/table.ts';

export const keysLs = defineCommand({
  name: 'keys ls',
  summary: 'List the signing keys.',
  args: {},
  flags: {},
  examples: [{ line: 'keys ls', does: 'Next, current, retired and revoked keys, oldest first.' }],
  run: async ({ terminal, admin }) => {
    const { items: keys } = await (await admin()).keys.list.query();
    return { data: keys.map(keyJson), lines: table(keyHeading, keys.map(keyRow), terminal) };
  },
});
