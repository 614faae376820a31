import { serve as serveIssuer } from '@cardea/server';
import { settingsHere } from '../../connect/settings.ts';
import { defineCommand } from '../../parse/command.ts';

export const serve = defineCommand({
  name: 'serve',
  summary: 'Run the server.',
  details: [
    'Settings come from the environment (CARDEA_ISSUER, CARDEA_PORT, CARDEA_DATA_DIR, …) and from one file. SIGTERM and SIGINT stop it gracefully.',
  ],
  isLocal: true,
  args: {},
  flags: {},
  examples: [
    { line: 'serve', does: 'On this machine, with a database of its own in .cardea.' },
    {
      line: 'serve',
      does: 'For others: with CARDEA_ISSUER=https://id.example.com and CARDEA_DATA_DIR=/var/lib/cardea set.',
    },
  ],
  run: async ({ terminal }) => {
    const exitCode = await serveIssuer({
      settings: settingsHere(terminal),
      print: (text) => process.stdout.write(`${text}\n`),
      printError: (text) => process.stderr.write(`${text}\n`),
    });
    return { data: undefined, lines: [], exitCode };
  },
});
