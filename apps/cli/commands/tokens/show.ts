import { defineCommand } from '../../parse/command.ts';
import { tokenJson, tokenLines } from '../../show/token.ts';
import { tokenArgument, whichToken } from '../auth/which-token.ts';

export const tokensShow = defineCommand({
  name: 'tokens show',
  summary: 'Show whose an access token is and what it opens, by its id or by the token itself.',
  args: { token: tokenArgument },
  flags: {},
  examples: [
    { line: 'tokens show AZnlHCqfcACrxNXjPp5lVA', does: 'By its id.' },
    { line: 'tokens show - < token.txt', does: 'By the token, without leaving it in the history of the shell.' },
  ],
  run: async ({ args, terminal, admin }) => {
    const idOrToken = await whichToken(args.token, terminal);
    const token = await (await admin()).tokens.show.mutate({ idOrToken });
    return { data: tokenJson(token), lines: tokenLines(token) };
  },
});
