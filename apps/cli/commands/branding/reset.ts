import { defineCommand } from '../../parse/command.ts';
import { yes } from '../yes.ts';
import { ownerFlags } from './owner-flags.ts';

export const brandingReset = defineCommand({
  name: 'branding reset',
  summary: 'Let the pages look as they came.',
  details: ['Name, logos, colour, texts and links are removed; they cannot be brought back.'],
  args: {},
  flags: { ...ownerFlags, yes: yes.flag },
  examples: [
    { line: 'branding reset --yes', does: 'Without a question, for scripts.' },
    { line: 'branding reset --client c_0123456789abcdefghijkl', does: 'The client looks like the issuer again.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    const { client: clientId } = flags;
    const procedures = await admin();
    const { version } = await procedures.branding.show.query({ clientId });
    const whose = clientId === undefined ? 'the issuer' : `the client ${clientId}`;
    if (version > 0) await yes.ask(`Remove the branding of ${whose}?`, flags.yes, terminal);
    await procedures.branding.reset.mutate({ clientId, version });
    return { data: { client_id: clientId, reset: true }, lines: [`The branding of ${whose} is as it came.`] };
  },
});
