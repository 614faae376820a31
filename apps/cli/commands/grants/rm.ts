import { defineCommand } from '../../parse/command.ts';
import { userArgument } from '../users/user-flags.ts';
import { yes } from '../yes.ts';

export const grantsRm = defineCommand({
  name: 'grants rm',
  summary: 'Take back what a person has allowed an application; its tokens are dead at once.',
  args: { user: userArgument, client: { name: 'CLIENT_ID', doc: 'the client that was allowed something' } },
  flags: { yes: yes.flag },
  examples: [{ line: 'grants rm alice photos --yes', does: 'Without a question, for scripts.' }],
  run: async ({ args: { user, client }, flags, terminal, admin }) => {
    await yes.ask(`Take back what ${user} has allowed ${client}?`, flags.yes, terminal);
    await (await admin()).grants.revoke.mutate({ user, clientId: client });
    return { data: { user, client_id: client, revoked: true }, lines: [`${client} has nothing of ${user} any more.`] };
  },
});
