import { defineCommand } from '../../parse/command.ts';
import { registrationTokenJson, usesOf } from '../../show/registration-token.ts';
import { table } from '../../terminal/table.ts';
import { instant } from '../../terminal/times.ts';
import { everyPage } from '../every-page.ts';
import { noneNote, searchFlag } from '../search-flag.ts';

export const registrationTokensLs = defineCommand({
  name: 'registration-tokens ls',
  summary: 'List initial access tokens, oldest first.',
  args: {},
  flags: { search: searchFlag('Those with this in their id or name.') },
  examples: [{ line: 'registration-tokens ls', does: 'Who may register clients, and how often they did.' }],
  run: async ({ flags, terminal, admin }) => {
    const procedures = await admin();
    const tokens = await everyPage((page) =>
      procedures.registrationTokens.list.query({ ...page, search: flags.search }),
    );
    const rows = tokens.map((token) => [
      token.id,
      token.name,
      usesOf(token),
      token.scopes.join(' ') || 'none',
      instant(token.expiresAt) ?? 'never',
    ]);
    return {
      data: tokens.map(registrationTokenJson),
      lines: tokens.length === 0 ? [] : table(['ID', 'NAME', 'USED', 'MORE SCOPES', 'EXPIRES'], rows, terminal),
      notes:
        tokens.length === 0
          ? noneNote(flags.search, 'There is none. Make one with: cardea registration-tokens add --name NAME')
          : [],
    };
  },
});
