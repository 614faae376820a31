import { defineCommand } from '../../parse/command.ts';
import { tokenJson } from '../../show/token.ts';
import { ofUser, removeAppPassword } from './app-passwords.ts';
import { tokenArgument, whichToken } from './which-token.ts';

export const authRm = defineCommand({
  name: 'auth rm',
  summary: 'Revoke an access token, by its id or by the token itself, or an app password by its id.',
  args: { token: tokenArgument },
  flags: { user: ofUser },
  examples: [{ line: 'auth rm - < leaked.txt', does: 'End a token that got into the wrong hands.' }],
  run: async ({ args, flags, terminal, admin }) => {
    if (flags.user !== undefined) return removeAppPassword(await admin(), flags.user, args.token);
    const idOrToken = await whichToken(args.token, terminal);
    const token = await (await admin()).tokens.revoke.mutate({ idOrToken });
    return { data: tokenJson(token), lines: [`Revoked the access token ${token.id} of ${token.clientId}.`] };
  },
});
