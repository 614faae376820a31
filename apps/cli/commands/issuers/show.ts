import { defineCommand } from '../../parse/command.ts';
import { issuerJson, issuerLines } from '../../show/issuer.ts';
import { issuerArgument } from './issuer-flags.ts';

export const issuersShow = defineCommand({
  name: 'issuers show',
  summary: 'Show a trusted issuer.',
  args: { issuer: issuerArgument },
  flags: {},
  examples: [{ line: 'issuers show https://ci.example.com', does: 'Everything registered of an issuer.' }],
  run: async ({ args: { issuer }, admin }) => {
    const trusted = await (await admin()).trustedIssuers.show.query({ issuer });
    return { data: issuerJson(trusted), lines: issuerLines(trusted) };
  },
});
