import { defineCommand } from '../../parse/command.ts';
import { userJson, userLines } from '../../show/user.ts';
import { userArgument } from './user-flags.ts';

export const usersShow = defineCommand({
  name: 'users show',
  summary: 'Show a person.',
  args: { user: userArgument },
  flags: {},
  examples: [{ line: 'users show alice@example.com', does: 'By e-mail address.' }],
  run: async ({ args, admin }) => {
    const user = await (await admin()).users.show.query({ id: args.user });
    return { data: userJson(user), lines: userLines(user) };
  },
});
