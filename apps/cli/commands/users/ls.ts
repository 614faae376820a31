import { defineCommand } from '../../parse/command.ts';
import { userJson } from '../../show/user.ts';
import { table } from '../../terminal/table.ts';
import { everyPage } from '../every-page.ts';

export const usersLs = defineCommand({
  name: 'users ls',
  summary: 'List the people.',
  args: {},
  flags: {},
  examples: [{ line: 'users ls', does: 'All of them, oldest first.' }],
  run: async ({ terminal, admin }) => {
    const procedures = await admin();
    const users = await everyPage((page) => procedures.users.list.query(page));
    const rows = users.map(({ id, username, email, profile, state }) => [
      id,
      username,
      email ?? '',
      profile.name ?? '',
      state,
    ]);
    return {
      data: users.map(userJson),
      lines: users.length === 0 ? [] : table(['ID', 'USER NAME', 'E-MAIL', 'NAME', 'STATE'], rows, terminal),
      notes:
        users.length === 0 ? ['Nobody is registered. Register somebody with: cardea users add --username NAME'] : [],
    };
  },
});
