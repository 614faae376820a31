import { defineCommand } from '../../parse/command.ts';
import { brandingJson, brandingLines } from '../../show/branding.ts';
import { ownerFlags } from './owner-flags.ts';

export const brandingShow = defineCommand({
  name: 'branding show',
  summary: 'Show what the pages look like.',
  args: {},
  flags: ownerFlags,
  examples: [
    { line: 'branding show', does: 'Name, logo, colour, texts and links of the issuer.' },
    { line: 'branding show --client c_0123456789abcdefghijkl', does: 'What differs in the flows of a client.' },
  ],
  run: async ({ flags, admin }) => {
    const branding = await (await admin()).branding.show.query({ clientId: flags.client });
    return { data: brandingJson(branding), lines: brandingLines(branding) };
  },
});
