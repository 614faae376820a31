import { defineCommand } from '../../parse/command.ts';
import { clientJson } from '../../show/client.ts';
import { table } from '../../terminal/table.ts';
import { everyPage } from '../every-page.ts';
import { noneNote, searchFlag } from '../search-flag.ts';

export const clientsLs = defineCommand({
  name: 'clients ls',
  summary: 'List the clients.',
  args: {},
  flags: { search: searchFlag('Those with words of their id, name or scopes that begin so.') },
  examples: [{ line: 'clients ls', does: 'All clients, oldest first.' }],
  run: async ({ flags, terminal, admin }) => {
    const procedures = await admin();
    const clients = await everyPage((page) => procedures.clients.list.query({ ...page, search: flags.search }));
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
      notes:
        clients.length === 0
          ? noneNote(flags.search, 'No client is registered. Register one with: cardea clients add --name NAME')
          : [],
    };
  },
});
