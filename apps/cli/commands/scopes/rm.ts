import { defineCommand } from '../../parse/command.ts';
import { yes } from '../yes.ts';
import { nameArgument } from './scope-flags.ts';

export const scopesRm = defineCommand({
  name: 'scopes rm',
  summary: 'Remove a scope that no client and no resource names.',
  args: { name: nameArgument },
  flags: { yes: yes.flag },
  examples: [{ line: 'scopes rm files:read --yes', does: 'Without a question, for scripts.' }],
  run: async ({ args: { name }, flags, terminal, admin }) => {
    await yes.ask(`Remove the scope ${name}?`, flags.yes, terminal);
    await (await admin()).scopes.remove.mutate({ name });
    return { data: { scope: name, removed: true }, lines: [`Removed the scope ${name}.`] };
  },
});
