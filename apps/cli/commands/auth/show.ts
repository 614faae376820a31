import { defineCommand } from '../../parse/command.ts';
import { tokenJson, tokenLines } from '../../show/token.ts';
import { tokenArgument, whichToken } from './which-token.ts';

export const authShow = defineCommand({
  name: 'auth show',
  summary: 'Show an access token, by its id or by the token itself.',
  args: { token: tokenArgument },
  flags: {},
  examples: [
    { line: 'auth show AZnlHCqfcACrxNXjPp5lVA', does: 'By its id.' },
    { line: 'auth show - < token.txt', does: 'By the token, without leaving it in the history of the shell.' },
  ],
  run: async ({ args, terminal, admin }) => {
    const idOrToken = await whichToken(args.token, terminal);
    const token = await (await admin()).tokens.show.mutate({ idOrToken });
    return { data: tokenJson(token), lines: tokenLines(token) };
  },
});
