import { defineCommand } from '../../parse/command.ts';
import { factorsJson, factorsLine } from '../../show/factors.ts';
import { userJson, userLines } from '../../show/user.ts';
import { userArgument } from './user-flags.ts';

export const usersShow = defineCommand({
  name: 'users show',
  summary: 'Show a person.',
  args: { user: userArgument },
  flags: {},
  examples: [{ line: 'users show alice@example.com', does: 'By e-mail address.' }],
  run: async ({ args, admin }) => {
    const { users } = await admin();
    const user = await users.show.query({ id: args.user });
    const factors = await users.factors.query({ id: user.id });
    return {
      data: { ...userJson(user), ...factorsJson(factors) },
      lines: userLines(user, [['second factors', factorsLine(factors)]]),
    };
  },
});
