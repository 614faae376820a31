import { defineCommand } from '../../parse/command.ts';
import { text, toggle, wholeNumber } from '../../parse/flag.ts';
import { tokenJson } from '../../show/token.ts';
import { tokenTable } from '../../show/token-list.ts';
import { listAppPasswords, ofUser } from './app-passwords.ts';

const USUAL_LIMIT = 50;

export const authLs = defineCommand({
  name: 'auth ls',
  summary: 'List access tokens, newest first, or the app passwords of a person.',
  args: {},
  flags: {
    client: text({ placeholder: 'ID', doc: 'Those of one client; cardea-cli has those made with auth add.' }),
    user: ofUser,
    ended: toggle('Expired and revoked ones too, as long as they are remembered.'),
    limit: wholeNumber({ placeholder: 'N', doc: `How many at most; ${USUAL_LIMIT} otherwise, 1000 at most.` }),
    cursor: text({ placeholder: 'CURSOR', doc: 'Go on where the last page ended, with the same filters.' }),
  },
  examples: [
    { line: 'auth ls --user alice', does: 'Her app passwords, with when each was last used.' },
    { line: 'auth ls', does: 'The newest live tokens.' },
    { line: 'auth ls --client cardea-cli --ended', does: 'All that were made with auth add.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    if (flags.user !== undefined) return listAppPasswords(await admin(), flags.user, terminal);
    const limit = flags.limit ?? USUAL_LIMIT;
    const { items: tokens, nextCursor } = await (await admin()).tokens.list.query({
      limit,
      cursor: flags.cursor,
      clientId: flags.client,
      ended: flags.ended,
    });
    return {
      data: tokens.map(tokenJson),
      lines: tokenTable(tokens, terminal),
      notes: [
        ...(tokens.length === 0 ? ['There is no such token.'] : []),
        ...(nextCursor === undefined
          ? []
          : [`There is more, with the same filters: cardea auth ls --cursor ${nextCursor}`]),
      ],
    };
  },
});
