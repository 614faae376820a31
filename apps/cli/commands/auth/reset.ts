import { defineCommand } from '../../parse/command.ts';
import { text } from '../../parse/flag.ts';
import { yes } from '../yes.ts';
import { ofUser, resetAppPasswords } from './app-passwords.ts';

export const authReset = defineCommand({
  name: 'auth reset',
  summary: 'Revoke all access tokens, or all app passwords of a person.',
  args: {},
  flags: {
    client: text({ placeholder: 'ID', doc: 'Only those of one client.' }),
    user: ofUser,
    yes: yes.flag,
  },
  examples: [
    { line: 'auth reset --yes', does: 'End every access token there is.' },
    { line: 'auth reset --client cardea-cli --yes', does: 'End those made with auth add.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    if (flags.user !== undefined) {
      await yes.ask(`Revoke all app passwords of ${flags.user}?`, flags.yes, terminal);
      return resetAppPasswords(await admin(), flags.user);
    }
    const whose = flags.client === undefined ? 'all clients' : flags.client;
    await yes.ask(`Revoke the live access tokens of ${whose}?`, flags.yes, terminal);
    await (await admin()).tokens.revokeAll.mutate({ clientId: flags.client });
    return {
      data: { client_id: flags.client, tokens_revoked: true },
      lines: [`Revoked the live access tokens of ${whose}.`],
    };
  },
});
