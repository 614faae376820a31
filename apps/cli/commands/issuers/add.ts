import { defineCommand } from '../../parse/command.ts';
import { readJson } from '../../parse/files.ts';
import { text, toggle } from '../../parse/flag.ts';
import { issuerJson, issuerLines } from '../../show/issuer.ts';
import { clientList, issuerArgument, issuerFlags } from './issuer-flags.ts';

export const issuersAdd = defineCommand({
  name: 'issuers add',
  summary: 'Trust an issuer: clients get tokens for assertions that it signed.',
  details: [
    'Its keys are needed, as a file or by their address. Without --scope tokens for its word have no scope.',
    'A client needs the grant too: cardea clients mod ID --grant jwt-bearer',
  ],
  args: { issuer: issuerArgument },
  flags: {
    name: text({ placeholder: 'NAME', doc: 'What it is called; its URL otherwise.' }),
    ...issuerFlags,
    disable: toggle('Register it switched off.'),
  },
  examples: [
    {
      line: 'issuers add https://ci.example.com --jwks-uri https://ci.example.com/keys --subjects service --scope deploy',
      does: 'Jobs of a build server, each a subject of its own.',
    },
    {
      line: "issuers add https://id.partner.example --jwks partner.json --subjects email --scope 'files:read'",
      does: 'People of a partner, known by their e-mail address.',
    },
  ],
  run: async ({ args: { issuer }, flags, terminal, admin }) => {
    const jwks = await readJson(flags.jwks, terminal);
    const trusted = await (await admin()).trustedIssuers.add.mutate({
      issuer,
      name: flags.name ?? issuer.slice(0, 100),
      jwks,
      jwksUri: flags['jwks-uri'],
      algorithms: flags.algorithm,
      subjects: flags.subjects,
      assertionType: flags.assertions,
      scopes: flags.scope,
      clients: clientList(flags.client),
      enabled: !flags.disable,
    });
    return { data: issuerJson(trusted), lines: issuerLines(trusted) };
  },
});
