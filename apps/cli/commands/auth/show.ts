import { defineCommand } from '../../parse/command.ts';
import { tokenJson, tokenLines } from '../../show/token.ts';
import { ofUser, showAppPassword } from './app-passwords.ts';
import { tokenArgument, whichToken } from './which-token.ts';

export const authShow = defineCommand({
  name: 'auth show',
  summary: 'Show an access token, by its id or by the token itself, or an app password by its id.',
  args: { token: tokenArgument },
  flags: { user: ofUser },
  examples: [
    { line: 'auth show AZnlHCqfcACrxNXjPp5lVA', does: 'By its id.' },
    { line: 'auth show - < token.txt', does: 'By the token, without leaving it in the history of the shell.' },
  ],
  run: async ({ args, flags, terminal, admin }) => {
    if (flags.user !== undefined) return showAppPassword(await admin(), flags.user, args.token);
    const idOrToken = await whichToken(args.token, terminal);
    const token = await (await admin()).tokens.show.mutate({ idOrToken });
    return { data: tokenJson(token), lines: tokenLines(token) };
  },
});
