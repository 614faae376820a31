import { changedList } from '../../parse/changed-list.ts';
import { defineCommand } from '../../parse/command.ts';
import { readSecret } from '../../parse/files.ts';
import { orWord, text, textList, toggle } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { providerJson, providerLines } from '../../show/provider.ts';
import { switched } from '../switched.ts';
import { endpointsOf, providerArgument, providerFlags, sharedSettings } from './provider-flags.ts';

export const providersMod = defineCommand({
  name: 'providers mod',
  summary: 'Change an identity provider.',
  details: [
    'What is not named stays. The issuer cannot change: links are to people of that issuer. Whoever is signed in stays signed in when a provider is switched off.',
  ],
  args: { id: providerArgument },
  flags: {
    ...providerFlags,
    'client-id': text({ placeholder: 'ID', doc: 'Another client id there.' }),
    'hosted-domain': orWord(text({ placeholder: 'DOMAIN', doc: 'Google Workspace: only this domain.' }), 'none'),
    'distrust-email': toggle('Its word about e-mail addresses does not count any more.'),
    'distrust-factors': toggle('Its word about second factors does not count any more.'),
    'keep-profile': toggle('Claims are taken over at the first sign-in alone.'),
    'add-domain': textList({ placeholder: 'DOMAIN', doc: 'One more domain that may sign in; repeatable.' }),
    'remove-domain': textList({ placeholder: 'DOMAIN', doc: 'One domain less; repeatable.' }),
    enable: toggle('Show its button again.'),
    disable: toggle('Nobody signs in there any more.'),
  },
  examples: [
    { line: 'providers mod google --trust-email --match-by email --on-match link', does: 'Link by verified address.' },
    { line: 'providers mod github --secret-file github.txt', does: 'A new client secret.' },
    { line: 'providers mod github --disable', does: 'Off, until it is enabled again.' },
  ],
  run: async ({ args: { id }, flags, terminal, admin }) => {
    const clientSecret = await readSecret(flags['secret-file'], terminal);
    const enabled = switched(flags);
    const procedures = await admin();
    const old = await procedures.identityProviders.show.query({ id });
    const changes = {
      clientId: flags['client-id'],
      clientSecret,
      endpoints: endpointsOf(flags),
      ...sharedSettings(flags),
      allowedDomains: changedList(old.allowedDomains, {
        all: flags['allow-domain'],
        added: flags['add-domain'],
        removed: flags['remove-domain'],
      }),
      hostedDomain: flags['hosted-domain'],
      enabled,
    };
    if (Object.values(changes).every((change) => change === undefined)) {
      throw new UsageError('nothing is to be changed', 'Name a flag; see: cardea providers mod --help');
    }
    const provider = await procedures.identityProviders.modify.mutate({ id, version: old.version, ...changes });
    return {
      data: providerJson(provider),
      lines: providerLines(provider),
      notes: provider.version === old.version ? ['It was like this already.'] : [],
    };
  },
});
