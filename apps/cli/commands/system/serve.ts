import { serve as serveIssuer } from '@cardea/server';
import { settingsHere } from '../../connect/settings.ts';
import { defineCommand } from '../../parse/command.ts';

export const serve = defineCommand({
  name: 'serve',
  summary: 'Run the server.',
  details: [
    'Settings come from the environment (CARDEA_ISSUER, CARDEA_PORT, CARDEA_DATA_DIR, …) and from one file. SIGTERM and SIGINT stop it gracefully.',
  ],
  args: {},
  flags: {},
  examples: [
    { line: 'serve', does: 'On this machine, with a database of its own in .cardea.' },
    {
      line: 'serve --help; CARDEA_ISSUER=https://id.example.com CARDEA_DATA_DIR=/var/lib/cardea cardea serve',
      does: 'For others, behind a proxy or with TLS.',
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
