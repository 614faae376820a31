import { resolve } from 'node:path';
import { DatabaseOwned, NotABackup, restoreDatabase, SchemaTooNew } from '@cardea/db';
import { CommandFailed, type Failure } from '../../connect/command-failed.ts';
import { databaseFileOf } from '../../connect/database-file.ts';
import { settingsHere } from '../../connect/settings.ts';
import { defineCommand } from '../../parse/command.ts';
import { yes } from '../yes.ts';

const refusal = (error: unknown, file: string): Failure | undefined => {
  if (error instanceof DatabaseOwned) {
    return {
      code: 'database.owned',
      message: error.message,
      mend: 'Stop the server first, then restore, then start it',
    };
  }
  if (error instanceof NotABackup) {
    return {
      code: 'restore.not_a_backup',
      message: error.message.replace(error.file, file),
      mend: 'Name a file that cardea backup has written',
    };
  }
  if (error instanceof SchemaTooNew) {
    return {
      code: 'restore.too_new',
      message: error.message,
      mend: 'Use the Cardea that wrote the backup, or a newer one',
    };
  }
  const isFileError = error instanceof Error && 'code' in error && 'syscall' in error;
  if (!isFileError) return undefined;
  return {
    code: 'restore.unreadable',
    message: `${file} cannot be restored: ${error.message}`,
    mend: 'Look at its path, its permissions and the room on the disk',
  };
};

export const restore = defineCommand({
  name: 'restore',
  summary: 'Put a backup in the place of the database.',
  details: [
    'No server may run. The backup is checked first, and the database that was there is kept beside it under another name. The signing keys of a backup open only with the master key of its time (CARDEA_SECRET, or master.key in the data folder).',
  ],
  isLocal: true,
  args: { file: { name: 'FILE', doc: 'a file that cardea backup has written' } },
  flags: { yes: yes.flag },
  examples: [{ line: 'restore /var/backups/cardea-2027-01-15.db --yes', does: 'Back to how it was.' }],
  run: async ({ args, flags, terminal }) => {
    const settings = settingsHere(terminal);
    const database = databaseFileOf(settings);
    if (database === undefined) {
      const mend = 'Restore it where it runs, with the tools of sqld or Turso';
      throw new CommandFailed({
        code: 'restore.database_elsewhere',
        message: 'The database is a server of its own',
        mend,
      });
    }
    const file = resolve(terminal.cwd, args.file);
    await yes.ask(`Put ${file} in the place of ${database}?`, flags.yes, terminal);
    try {
      const { keptAs } = await restoreDatabase(file, settings.databaseUrl);
      return {
        data: { database, restored_from: file, kept_as: keptAs ?? null },
        lines: [`Restored ${database} from ${file}.`],
        notes: [
          ...(keptAs === undefined ? [] : [`What was there is kept as ${keptAs}.`]),
          'Its signing keys open with the master key of its time. See whether they do: cardea doctor',
        ],
      };
    } catch (error) {
      const failure = refusal(error, file);
      if (failure === undefined) throw error;
      throw new CommandFailed(failure);
    }
  },
});
