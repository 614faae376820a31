import { defineCommand } from '../../parse/command.ts';
import { table } from '../../terminal/table.ts';
import { scopeJson } from './scope-flags.ts';

export const scopesLs = defineCommand({
  name: 'scopes ls',
  summary: 'List the scopes.',
  args: {},
  flags: {},
  examples: [{ line: 'scopes ls', does: 'All registered scopes, by name.' }],
  run: async ({ terminal, admin }) => {
    const scopes = await (await admin()).scopes.list.query();
    const rows = scopes.map(({ name, description, claims }) => [name, description, claims.join(' ')]);
    return {
      data: scopes.map(scopeJson),
      lines: scopes.length === 0 ? [] : table(['SCOPE', 'DESCRIPTION', 'CLAIMS'], rows, terminal),
      notes: scopes.length === 0 ? ['No scope is registered. Register one with: cardea scopes add NAME'] : [],
    };
  },
});
