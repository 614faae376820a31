import { defineCommand } from '../../parse/command.ts';
import { readSecret } from '../../parse/files.ts';
import { duration, text, toggle } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { clientJson, clientLines } from '../../show/client.ts';
import { onceNote, secretLines } from '../../show/once.ts';
import { yes } from '../yes.ts';

export const clientsReset = defineCommand({
  name: 'clients reset',
  summary: 'Give a client a new secret, or revoke its tokens.',
  details: [
    'With --keep-old the present secret stays good beside the new one for a while, so that the client can change without an outage. A client has at most two secrets: a third one drops the oldest.',
  ],
  args: { id: { name: 'ID', doc: 'the client id' } },
  flags: {
    secret: toggle('Make a new secret; the old ones end at once.'),
    'keep-old': duration({ placeholder: 'TIME', doc: 'Let the present secret live on for so long: 1h, 7d.' }),
    'secret-file': text({
      placeholder: 'FILE',
      doc: 'A file with the new secret, where it is chosen; - for standard input.',
    }),
    'drop-old': toggle('End the older secret now.'),
    tokens: toggle('Revoke its live access tokens.'),
    yes: yes.flag,
  },
  examples: [
    { line: 'clients reset demo --secret --keep-old 7d', does: 'Rotate the secret: both are good for a week.' },
    { line: 'clients reset demo --drop-old', does: 'The rotation is over: end the old one.' },
    {
      line: 'clients reset demo --secret --tokens --yes',
      does: 'The secret has leaked: end it, and what was got with it.',
    },
  ],
  run: async ({ args: { id }, flags, terminal, admin }) => {
    const resets = flags.secret || flags['secret-file'] !== undefined;
    if (!resets && !flags['drop-old'] && !flags.tokens) {
      throw new UsageError('what is to be reset?', 'Name --secret, --drop-old or --tokens');
    }
    if (!resets && flags['keep-old'] !== undefined) throw new UsageError('--keep-old goes with --secret');
    if (resets && flags['drop-old'])
      throw new UsageError('--drop-old goes without --secret, which drops the old ones by itself');
    const chosen = await readSecret(flags['secret-file'], terminal);
    const procedures = await admin();
    const { name } = await procedures.clients.show.query({ id });
    if (resets && flags['keep-old'] === undefined) {
      await yes.ask(`Make a new secret for ${id} (${name})? Its present one ends at once.`, flags.yes, terminal);
    }
    const reset = resets
      ? await procedures.clients.resetSecret.mutate({ id, keepOldSeconds: flags['keep-old'], secret: chosen })
      : undefined;
    if (flags['drop-old']) await procedures.clients.dropOldSecrets.mutate({ id });
    if (flags.tokens) await procedures.tokens.revokeAll.mutate({ clientId: id });
    const client = reset?.client ?? (await procedures.clients.show.query({ id }));
    const secret = reset?.secret;
    return {
      data: {
        ...clientJson(client),
        client_secret: secret,
        client_secret_expires_at: secret === undefined ? undefined : 0,
        tokens_revoked: flags.tokens,
      },
      lines: [
        ...clientLines(client),
        ...(secret === undefined ? [] : ['', ...secretLines('client secret', secret)]),
        ...(flags.tokens ? ['', 'Its live access tokens are revoked.'] : []),
      ],
      notes: onceNote('client secret', secret),
    };
  },
});
