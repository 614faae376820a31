import { defineCommand } from '../../parse/command.ts';
import { text, toggle, wholeNumber } from '../../parse/flag.ts';
import { tokenJson } from '../../show/token.ts';
import { tokenTable } from '../../show/token-list.ts';

const USUAL_LIMIT = 50;

export const tokensLs = defineCommand({
  name: 'tokens ls',
  summary: 'List the access tokens that clients and people have, newest first.',
  args: {},
  flags: {
    client: text({ placeholder: 'ID', doc: 'Those of one client.' }),
    user: text({
      placeholder: 'USER',
      doc: 'Those that stand for one person: an id, a user name or an e-mail address.',
    }),
    ended: toggle('Expired and revoked ones too, as long as they are remembered.'),
    limit: wholeNumber({ placeholder: 'N', doc: `How many at most; ${USUAL_LIMIT} otherwise, 1000 at most.` }),
    cursor: text({ placeholder: 'CURSOR', doc: 'Go on where the last page ended, with the same filters.' }),
  },
  examples: [
    { line: 'tokens ls --user alice', does: 'What programs hold in the name of Alice.' },
    { line: 'tokens ls --client photos --ended --json', does: 'All of one client, for scripts.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    const { items: tokens, nextCursor } = await (await admin()).tokens.list.query({
      limit: flags.limit ?? USUAL_LIMIT,
      cursor: flags.cursor,
      clientId: flags.client,
      user: flags.user,
      ended: flags.ended,
    });
    const more = `There is more, with the same filters: cardea tokens ls --cursor ${nextCursor}`;
    return {
      data: tokens.map(tokenJson),
      lines: tokenTable(tokens, terminal),
      notes: [...(tokens.length === 0 ? ['There is no such token.'] : []), ...(nextCursor === undefined ? [] : [more])],
    };
  },
});
