import { defineCommand } from '../../parse/command.ts';
import { tokenJson } from '../../show/token.ts';
import { tokenArgument, whichToken } from '../auth/which-token.ts';

export const tokensRm = defineCommand({
  name: 'tokens rm',
  summary: 'Revoke an access token, by its id or by the token itself.',
  args: { token: tokenArgument },
  flags: {},
  examples: [
    { line: 'tokens rm AZnlHCqfcACrxNXjPp5lVA', does: 'By its id.' },
    { line: 'tokens rm - < leaked.txt', does: 'One that got into the wrong hands.' },
  ],
  run: async ({ args, terminal, admin }) => {
    const idOrToken = await whichToken(args.token, terminal);
    const token = await (await admin()).tokens.revoke.mutate({ idOrToken });
    return { data: tokenJson(token), lines: [`Revoked the access token ${token.id} of ${token.clientId}.`] };
  },
});
