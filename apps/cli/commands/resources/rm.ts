import { defineCommand } from '../../parse/command.ts';
import { yes } from '../yes.ts';
import { uriArgument } from './resource-flags.ts';

export const resourcesRm = defineCommand({
  name: 'resources rm',
  summary: 'Remove a resource that no client gets tokens for.',
  args: { uri: uriArgument },
  flags: { yes: yes.flag },
  examples: [{ line: 'resources rm https://api.example.com --yes', does: 'Without a question, for scripts.' }],
  run: async ({ args: { uri }, flags, terminal, admin }) => {
    const procedures = await admin();
    const { name } = await procedures.resources.show.query({ uri });
    await yes.ask(`Remove the resource ${uri} (${name})?`, flags.yes, terminal);
    await procedures.resources.remove.mutate({ uri });
    return { data: { resource: uri, removed: true }, lines: [`Removed the resource ${uri}.`] };
  },
});
