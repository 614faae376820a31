import { defineCommand } from '../../parse/command.ts';
import { readJson } from '../../parse/files.ts';
import { text, toggle } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { issuerJson, issuerLines } from '../../show/issuer.ts';
import { switched } from '../switched.ts';
import { clientList, issuerArgument, issuerFlags } from './issuer-flags.ts';

export const issuersMod = defineCommand({
  name: 'issuers mod',
  summary: 'Change a trusted issuer.',
  details: ['What is not named stays. New keys take the place of the old ones, as a file or by their address.'],
  args: { issuer: issuerArgument },
  flags: {
    name: text({ placeholder: 'NAME', doc: 'What it is called.' }),
    ...issuerFlags,
    enable: toggle('Trust it again.'),
    disable: toggle('Trust it no longer, for the time being.'),
  },
  examples: [
    { line: 'issuers mod https://ci.example.com --client deployer', does: 'One client alone.' },
    { line: 'issuers mod https://ci.example.com --disable', does: 'No more tokens for its word.' },
  ],
  run: async ({ args: { issuer }, flags, terminal, admin }) => {
    const changes = {
      name: flags.name,
      enabled: switched(flags),
      jwks: await readJson(flags.jwks, terminal),
      jwksUri: flags['jwks-uri'],
      algorithms: flags.algorithm,
      subjects: flags.subjects,
      assertionType: flags.assertions,
      scopes: flags.scope,
      clients: clientList(flags.client),
    };
    if (Object.values(changes).every((change) => change === undefined))
      throw new UsageError('nothing is to be changed', 'Name a flag; see: cardea issuers mod --help');
    const procedures = await admin();
    const old = await procedures.trustedIssuers.show.query({ issuer });
    const trusted = await procedures.trustedIssuers.modify.mutate({ issuer, version: old.version, ...changes });
    return {
      data: issuerJson(trusted),
      lines: issuerLines(trusted),
      notes: trusted.version === old.version ? ['It was like this already.'] : [],
    };
  },
});
