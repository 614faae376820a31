import { defineCommand } from '../../parse/command.ts';
import { providerJson } from '../../show/provider.ts';
import { table } from '../../terminal/table.ts';
import { everyPage } from '../every-page.ts';
import { noneNote, searchFlag } from '../search-flag.ts';

export const providersLs = defineCommand({
  name: 'providers ls',
  summary: 'List the identity providers.',
  args: {},
  flags: { search: searchFlag('Those with this in their id, name or issuer.') },
  examples: [{ line: 'providers ls', does: 'All of them, in the order of their buttons.' }],
  run: async ({ flags, terminal, admin }) => {
    const procedures = await admin();
    const providers = await everyPage((page) =>
      procedures.identityProviders.list.query({ ...page, search: flags.search }),
    );
    const rows = providers.map(({ id, name, enabled, issuer, preset, clientId }) => [
      id,
      name,
      enabled ? 'yes' : 'no',
      issuer ?? preset ?? '',
      clientId,
    ]);
    return {
      data: providers.map(providerJson),
      lines:
        providers.length === 0 ? [] : table(['ID', 'NAME', 'ENABLED', 'ISSUER OR PRESET', 'CLIENT ID'], rows, terminal),
      notes:
        providers.length === 0
          ? noneNote(
              flags.search,
              'No provider is registered. Register one with: cardea providers add --issuer URL --id ID --client-id ID',
            )
          : [],
    };
  },
});
