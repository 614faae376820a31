import { defineCommand } from '../../parse/command.ts';
import { table } from '../../terminal/table.ts';
import { instant } from '../../terminal/times.ts';
import { everyPage } from '../every-page.ts';
import { userArgument } from '../users/user-flags.ts';

export const grantsLs = defineCommand({
  name: 'grants ls',
  summary: 'List what a person has allowed applications.',
  args: { user: userArgument },
  flags: {},
  examples: [{ line: 'grants ls alice', does: 'Each application with its scopes and when it was last used.' }],
  run: async ({ args, terminal, admin }) => {
    const procedures = await admin();
    const grants = await everyPage((page) => procedures.grants.list.query({ ...page, user: args.user }));
    const rows = grants.map(({ clientId, name, scopes, since, lastUsedAt }) => [
      clientId,
      name,
      scopes.join(' '),
      instant(since) ?? '',
      instant(lastUsedAt) ?? '',
    ]);
    return {
      data: grants,
      lines: rows.length === 0 ? [] : table(['CLIENT', 'NAME', 'SCOPE', 'SINCE', 'LAST USED'], rows, terminal),
      notes: rows.length === 0 ? ['The person has allowed nothing.'] : [],
    };
  },
});
