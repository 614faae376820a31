import { defineCommand } from '../../parse/command.ts';
import { clientJson, clientLines } from '../../show/client.ts';

export const clientsShow = defineCommand({
  name: 'clients show',
  summary: 'Show a client.',
  args: { id: { name: 'ID', doc: 'the client id' } },
  flags: {},
  examples: [{ line: 'clients show demo', does: 'Everything registered of a client, without its secrets.' }],
  run: async ({ args, admin }) => {
    const client = await (await admin()).clients.show.query({ id: args.id });
    return { data: clientJson(client), lines: clientLines(client) };
  },
});
