import type { AdminClient } from '../../connect/admin-client.ts';
import { defineCommand } from '../../parse/command.ts';
import { clientJson, type ShownClient } from '../../show/client.ts';
import { table } from '../../terminal/table.ts';

const PAGE_SIZE = 200;

const everyClient = async (admin: AdminClient): Promise<readonly ShownClient[]> => {
  const clients: ShownClient[] = [];
  while (true) {
    const page = await admin.clients.list.query({ limit: PAGE_SIZE, after: clients.at(-1)?.id });
    clients.push(...page);
    if (page.length < PAGE_SIZE) return clients;
  }
};

export const clientsLs = defineCommand({
  name: 'clients ls',
  summary: 'List the clients.',
  args: {},
  flags: {},
  examples: [{ line: 'clients ls', does: 'All clients, oldest first.' }],
  run: async ({ terminal, admin }) => {
    const clients = await everyClient(await admin());
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
