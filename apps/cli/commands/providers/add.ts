import { defineCommand } from '../../parse/command.ts';
import { readSecret } from '../../parse/files.ts';
import { requiredText, text, toggle } from '../../parse/flag.ts';
import { providerJson, providerLines } from '../../show/provider.ts';
import { endpointsOf, providerFlags, sharedSettings } from './provider-flags.ts';

export const providersAdd = defineCommand({
  name: 'providers add',
  summary: 'Let people sign in at an identity provider.',
  details: [
    'A provider that speaks OpenID Connect is named by its issuer URL, letter by letter; google, gitlab, slack, twitch, github and discord have a preset. The redirect URI that is shown is to be registered there.',
    'Nobody is linked to an existing account by themselves unless you say so, and never by an e-mail address that is not verified on both sides.',
  ],
  args: {},
  flags: {
    issuer: text({ placeholder: 'URL', doc: 'The issuer of a provider that speaks OpenID Connect.' }),
    preset: text({ placeholder: 'NAME', doc: 'A provider that is known by name.' }),
    id: text({ placeholder: 'ID', doc: 'Stands in the redirect URI; the name of the preset otherwise.' }),
    'client-id': requiredText({ placeholder: 'ID', doc: 'The client id that the provider gave you.' }),
    ...providerFlags,
    'hosted-domain': text({ placeholder: 'DOMAIN', doc: 'Google Workspace: only accounts of this domain.' }),
    disable: toggle('Register it switched off.'),
  },
  examples: [
    {
      line: 'providers add --preset google --client-id 1234.apps.googleusercontent.com --secret-file google.txt --trust-email --match-by email --on-match link',
      does: 'Google; whoever has a verified address here is linked by it.',
    },
    {
      line: "providers add --id work --name 'Example Inc.' --issuer https://login.example.com --client-id cardea --trust-factors",
      does: 'Another Cardea, at which this one signs with its own key.',
    },
    {
      line: 'providers add --preset github --client-id Iv1.0123 --secret-file github.txt --on-no-match deny',
      does: 'GitHub, for those who have linked their account here.',
    },
  ],
  run: async ({ flags, terminal, admin }) => {
    const clientSecret = await readSecret(flags['secret-file'], terminal);
    const provider = await (await admin()).identityProviders.add.mutate({
      id: flags.id,
      issuer: flags.issuer,
      preset: flags.preset,
      clientId: flags['client-id'],
      clientSecret,
      endpoints: endpointsOf(flags),
      ...sharedSettings(flags),
      allowedDomains: flags['allow-domain'],
      hostedDomain: flags['hosted-domain'],
      enabled: !flags.disable,
    });
    return {
      data: providerJson(provider),
      lines: providerLines(provider),
      notes: [`Register the redirect URI there, then try it with: cardea providers test ${provider.id}`],
    };
  },
});
