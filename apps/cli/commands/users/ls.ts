import { defineCommand } from '../../parse/command.ts';
import { userJson } from '../../show/user.ts';
import { table } from '../../terminal/table.ts';
import { everyPage } from '../every-page.ts';
import { noneNote, searchFlag } from '../search-flag.ts';

export const usersLs = defineCommand({
  name: 'users ls',
  summary: 'List the people.',
  args: {},
  flags: { search: searchFlag('Those with words of their names or addresses that begin so.') },
  examples: [
    { line: 'users ls', does: 'All of them, oldest first.' },
    { line: 'users ls --search lovel', does: 'Whose names or addresses have a word that begins so.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    const procedures = await admin();
    const users = await everyPage((page) => procedures.users.list.query({ ...page, search: flags.search }));
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
        users.length === 0
          ? noneNote(flags.search, 'Nobody is registered. Register somebody with: cardea users add --username NAME')
          : [],
    };
  },
});
