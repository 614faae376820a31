import { defineCommand } from '../../parse/command.ts';
import { yes } from '../yes.ts';
import { userArgument } from './user-flags.ts';

export const usersUnlink = defineCommand({
  name: 'users unlink',
  summary: 'Take the link to an identity provider from a person.',
  details: ['Also the last way in which they can sign in: give them a password then.'],
  args: { user: userArgument, provider: { name: 'PROVIDER', doc: 'the id of the provider' } },
  flags: { yes: yes.flag },
  examples: [{ line: 'users unlink alice github --yes', does: 'Without a question, for scripts.' }],
  run: async ({ args: { user, provider }, flags, terminal, admin }) => {
    await yes.ask(`Take the link to ${provider} from ${user}?`, flags.yes, terminal);
    await (await admin()).users.unlink.mutate({ id: user, provider });
    return { data: { user, provider, unlinked: true }, lines: [`${user} has no link to ${provider} any more.`] };
  },
});
