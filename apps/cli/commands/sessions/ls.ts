import { defineCommand } from '../../parse/command.ts';
import { table } from '../../terminal/table.ts';
import { instant } from '../../terminal/times.ts';
import { everyPage } from '../every-page.ts';
import { userArgument } from '../users/user-flags.ts';

export const sessionsLs = defineCommand({
  name: 'sessions ls',
  summary: 'List where a person is signed in.',
  args: { user: userArgument },
  flags: {},
  examples: [{ line: 'sessions ls alice', does: 'Each browser with its address and when it was last seen.' }],
  run: async ({ args, terminal, admin }) => {
    const procedures = await admin();
    const sessions = await everyPage((page) => procedures.sessions.list.query({ ...page, user: args.user }));
    const rows = sessions.map(({ id, address, userAgent, createdAt, lastSeenAt }) => [
      id,
      address,
      instant(createdAt) ?? '',
      instant(lastSeenAt) ?? '',
      userAgent,
    ]);
    return {
      data: sessions,
      lines: rows.length === 0 ? [] : table(['SESSION', 'FROM', 'SINCE', 'LAST SEEN', 'BROWSER'], rows, terminal),
      notes: rows.length === 0 ? ['The person is signed in nowhere.'] : [],
    };
  },
});
