import { defineCommand } from '../../parse/command.ts';
import { text } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { yes } from '../yes.ts';

const whose = (client: string | undefined, user: string | undefined): string =>
  [...(client === undefined ? [] : [`of ${client}`]), ...(user === undefined ? [] : [`for ${user}`])].join(' ');

export const tokensRevoke = defineCommand({
  name: 'tokens revoke',
  summary: 'Revoke the access tokens of a client, of a person, or of both together.',
  details: [
    'Of a person the refresh tokens end too; what they agreed to stays, and is taken back with: cardea grants rm. Of a client alone the access tokens end, and its refresh tokens get new ones. All access tokens of everybody: cardea auth reset.',
  ],
  args: {},
  flags: {
    client: text({ placeholder: 'ID', doc: 'Those of one client.' }),
    user: text({
      placeholder: 'USER',
      doc: 'Those that stand for one person: an id, a user name or an e-mail address.',
    }),
    yes: yes.flag,
  },
  examples: [
    { line: 'tokens revoke --user alice --yes', does: 'All that programs hold in her name.' },
    { line: 'tokens revoke --client photos --user alice --yes', does: 'What one program holds of her.' },
  ],
  run: async ({ flags: { client, user, yes: isSure }, terminal, admin }) => {
    if (client === undefined && user === undefined)
      throw new UsageError('whose tokens?', 'Add --client ID, --user USER, or both');
    await yes.ask(`Revoke the live access tokens ${whose(client, user)}?`, isSure, terminal);
    await (await admin()).tokens.revokeAll.mutate({ clientId: client, user });
    return {
      data: { client_id: client, user, tokens_revoked: true },
      lines: [`Revoked the live access tokens ${whose(client, user)}.`],
    };
  },
});
