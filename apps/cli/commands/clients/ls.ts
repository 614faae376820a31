import { defineCommand } from '../../parse/command.ts';
import { clientJson } from '../../show/client.ts';
import { table } from '../../terminal/table.ts';
import { everyPage } from '../every-page.ts';

export const clientsLs = defineCommand({
  name: 'clients ls',
  summary: 'List the clients.',
  args: {},
  flags: {},
  examples: [{ line: 'clients ls', does: 'All clients, oldest first.' }],
  run: async ({ terminal, admin }) => {
    const procedures = await admin();
    const clients = await everyPage((page) => procedures.clients.list.query(page));
    const rows = clients.map(({ id, name, enabled, authMethod, grantTypes, scopes }) => [
      id,
      name,
      enabled ? 'yes' : 'no',
      authMethod,
      grantTypes.join(' ') || 'none',
      scopes.join(' ') || 'none',
    ]);
    const heading = ['CLIENT ID', 'NAME', 'ENABLED', 'AUTHENTICATES', 'GRANTS', 'SCOPE'];
    return {
      data: clients.map(clientJson),
      lines: clients.length === 0 ? [] : table(heading, rows, terminal),
      notes: clients.length === 0 ? ['No client is registered. Register one with: cardea clients add --name NAME'] : [],
    };
  },
});
