import { defineCommand } from '../../parse/command.ts';
import { yes } from '../yes.ts';
import { userArgument } from './user-flags.ts';

export const usersRm = defineCommand({
  name: 'users rm',
  summary: 'Remove a person, and everything they allowed.',
  args: { user: userArgument },
  flags: { yes: yes.flag },
  examples: [{ line: 'users rm alice --yes', does: 'Without a question, for scripts.' }],
  run: async ({ args, flags, terminal, admin }) => {
    const procedures = await admin();
    const { id, username } = await procedures.users.show.query({ id: args.user });
    await yes.ask(`Remove ${username} (${id}), and end everything they allowed?`, flags.yes, terminal);
    await procedures.users.remove.mutate({ id });
    return {
      data: { id, removed: true },
      lines: [`Removed ${username} (${id}); the tokens of their apps have ended.`],
    };
  },
});
