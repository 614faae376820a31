import { defineCommand } from '../../parse/command.ts';
import { resourceJson } from '../../show/resource.ts';
import { table } from '../../terminal/table.ts';
import { everyPage } from '../every-page.ts';
import { noneNote, searchFlag } from '../search-flag.ts';

export const resourcesLs = defineCommand({
  name: 'resources ls',
  summary: 'List the resources.',
  args: {},
  flags: { search: searchFlag('Those with this in their URI or name.') },
  examples: [{ line: 'resources ls', does: 'All registered APIs.' }],
  run: async ({ flags, terminal, admin }) => {
    const procedures = await admin();
    const resources = await everyPage((page) => procedures.resources.list.query({ ...page, search: flags.search }));
    const rows = resources.map(({ uri, name, enabled, tokenFormat, scopes }) => [
      uri,
      name,
      enabled ? 'yes' : 'no',
      tokenFormat,
      scopes.join(' ') || 'any',
    ]);
    return {
      data: resources.map(resourceJson),
      lines: resources.length === 0 ? [] : table(['RESOURCE', 'NAME', 'ENABLED', 'TOKENS', 'SCOPES'], rows, terminal),
      notes:
        resources.length === 0
          ? noneNote(flags.search, 'No resource is registered. Register one with: cardea resources add URI')
          : [],
    };
  },
});
