import { defineCommand } from '../../parse/command.ts';
import { yes } from '../yes.ts';

export const clientsRm = defineCommand({
  name: 'clients rm',
  summary: 'Remove a client and revoke its tokens.',
  args: { id: { name: 'ID', doc: 'the client id' } },
  flags: { yes: yes.flag },
  examples: [{ line: 'clients rm demo --yes', does: 'Without a question, for scripts.' }],
  run: async ({ args: { id }, flags, terminal, admin }) => {
    const procedures = await admin();
    const client = await procedures.clients.show.query({ id });
    await yes.ask(`Remove the client ${id} (${client.name}) and revoke its tokens?`, flags.yes, terminal);
    await procedures.clients.remove.mutate({ id });
    return { data: { client_id: id, removed: true }, lines: [`Removed the client ${id}; its tokens are revoked.`] };
  },
});
