import { defineCommand } from '../../parse/command.ts';
import { yes } from '../yes.ts';
import { issuerArgument } from './issuer-flags.ts';

export const issuersRm = defineCommand({
  name: 'issuers rm',
  summary: 'Trust an issuer no longer.',
  details: ['Tokens that were given for its word live on for their time.'],
  args: { issuer: issuerArgument },
  flags: { yes: yes.flag },
  examples: [{ line: 'issuers rm https://ci.example.com --yes', does: 'Without a question, for scripts.' }],
  run: async ({ args: { issuer }, flags, terminal, admin }) => {
    const procedures = await admin();
    const { name } = await procedures.trustedIssuers.show.query({ issuer });
    await yes.ask(`Trust the issuer ${issuer} (${name}) no longer?`, flags.yes, terminal);
    await procedures.trustedIssuers.remove.mutate({ issuer });
    return { data: { issuer, removed: true }, lines: [`The issuer ${issuer} is trusted no longer.`] };
  },
});
