import { DatabaseOwned, openDatabase } from '@cardea/db';
import { startProblem } from '@cardea/server';
import { CommandFailed } from '../../connect/command-failed.ts';
import { settingsHere } from '../../connect/settings.ts';
import { defineCommand } from '../../parse/command.ts';

export const migrate = defineCommand({
  name: 'migrate',
  summary: 'Bring the database to the newest schema.',
  details: ['A server does the same when it starts. A database of a newer Cardea is refused and left as it is.'],
  isLocal: true,
  args: {},
  flags: {},
  examples: [{ line: 'migrate', does: 'Before the servers of a region are started one after another.' }],
  run: async ({ terminal }) => {
    const settings = settingsHere(terminal);
    const authToken = settings.databaseToken;
    try {
      const clock = { nowMs: () => Date.now() };
      const database = await openDatabase({
        url: settings.databaseUrl,
        clock,
        ...(authToken === undefined ? {} : { authToken }),
      });
      await database.close();
      const { from, to } = database.migrated;
      const done =
        from === to ? `The schema is version ${to} already.` : `Migrated the schema from version ${from} to ${to}.`;
      return { data: { from, to }, lines: [done] };
    } catch (error) {
      if (error instanceof DatabaseOwned) {
        const lines = [`${error.message}, which migrated it when it started: nothing is to be done.`];
        return { data: { migrated_by: error.owner?.pid ?? null }, lines };
      }
      const message = startProblem(error, settings);
      if (message === undefined) throw error;
      throw new CommandFailed({ code: 'database.unusable', message, mend: 'Look with: cardea doctor' });
    }
  },
});
