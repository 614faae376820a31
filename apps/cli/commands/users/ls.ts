import type { AdminClient } from '../../connect/admin-client.ts';
import { defineCommand } from '../../parse/command.ts';
import { type ShownUser, userJson } from '../../show/user.ts';
import { table } from '../../terminal/table.ts';

const PAGE_SIZE = 200;

const everyUser = async (admin: AdminClient): Promise<readonly ShownUser[]> => {
  const users: ShownUser[] = [];
  while (true) {
    const page = await admin.users.list.query({ limit: PAGE_SIZE, after: users.at(-1)?.id });
    users.push(...page);
    if (page.length < PAGE_SIZE) return users;
  }
};

export const usersLs = defineCommand({
  name: 'users ls',
  summary: 'List the people.',
  args: {},
  flags: {},
  examples: [{ line: 'users ls', does: 'All of them, oldest first.' }],
  run: async ({ terminal, admin }) => {
    const users = await everyUser(await admin());
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
