import { defineCommand } from '../../parse/command.ts';
import { yes } from '../yes.ts';
import { providerArgument } from './provider-flags.ts';

export const providersRm = defineCommand({
  name: 'providers rm',
  summary: 'Remove an identity provider, and every link to it.',
  args: { id: providerArgument },
  flags: { yes: yes.flag },
  examples: [{ line: 'providers rm github --yes', does: 'Without a question, for scripts.' }],
  run: async ({ args, flags, terminal, admin }) => {
    const procedures = await admin();
    const { id, name } = await procedures.identityProviders.show.query({ id: args.id });
    await yes.ask(`Remove ${name} (${id}), and every link to it?`, flags.yes, terminal);
    await procedures.identityProviders.remove.mutate({ id });
    return {
      data: { id, removed: true },
      lines: [`Removed ${name} (${id}); people who signed in there alone need a password now.`],
    };
  },
});
