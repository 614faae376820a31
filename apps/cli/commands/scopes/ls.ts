import { defineCommand } from '../../parse/command.ts';
import { table } from '../../terminal/table.ts';
import { everyPage } from '../every-page.ts';
import { noneNote, searchFlag } from '../search-flag.ts';
import { scopeJson } from './scope-flags.ts';

export const scopesLs = defineCommand({
  name: 'scopes ls',
  summary: 'List the scopes.',
  args: {},
  flags: { search: searchFlag('Those with this in their name or description.') },
  examples: [{ line: 'scopes ls', does: 'All registered scopes, by name.' }],
  run: async ({ flags, terminal, admin }) => {
    const procedures = await admin();
    const scopes = await everyPage((page) => procedures.scopes.list.query({ ...page, search: flags.search }));
    const rows = scopes.map(({ name, description, claims }) => [name, description, claims.join(' ')]);
    return {
      data: scopes.map(scopeJson),
      lines: scopes.length === 0 ? [] : table(['SCOPE', 'DESCRIPTION', 'CLAIMS'], rows, terminal),
      notes:
        scopes.length === 0
          ? noneNote(flags.search, 'No scope is registered. Register one with: cardea scopes add NAME')
          : [],
    };
  },
});
