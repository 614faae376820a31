import { resolve } from 'node:path';
import { defineCommand } from '../../parse/command.ts';

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

export const backup = defineCommand({
  name: 'backup',
  summary: 'Write a consistent copy of the database to a file.',
  details: [
    'It works while the server runs. The file is new, and readable for its owner alone. The signing keys in it are encrypted with the master key: keep that (CARDEA_SECRET, or master.key in the data folder) too, and apart from the backup.',
  ],
  isLocal: true,
  args: { file: { name: 'FILE', doc: 'where the copy goes; it must not exist' } },
  flags: {},
  examples: [{ line: 'backup "/var/backups/cardea-$(date +%F).db"', does: 'Once a day, from cron.' }],
  run: async ({ args, terminal, admin }) => {
    const report = await (await admin()).system.backup.mutate({ file: resolve(terminal.cwd, args.file) });
    return {
      data: report,
      lines: [`Wrote ${report.file} (${megabytes(report.bytes)}).`],
      notes: [
        'The master key is not in it, and without the master key its signing keys cannot be opened: keep that too, elsewhere.',
      ],
    };
  },
});
