import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@libsql/client/http';
import { writeBackup } from '../../backup/backup.ts';
import { copyServer } from '../../backup/copy-server.ts';
import type { Database, DatabaseOptions } from '../../database.ts';
import { type MigrationTarget, migrate, SchemaTooNew } from '../../migrate/migrate.ts';
import { hasMigrations, schemaVersion } from '../../statements/queries.ts';
import type { Query } from '../../statements/rows.ts';
import { databaseStores } from '../../stores/stores.ts';
import { Health } from '../health.ts';
import { Breaker } from './breaker.ts';
import { serverClient } from './client.ts';
import { isBusy, isDefect, unavailable } from './libsql-errors.ts';
import { ServerExecutor } from './server.ts';

/** Migrations, checks and copies take longer than a request may. */
const PATIENT_MS = 60_000;
const BUSY_PAUSE_MS = 100;

const first = async (client: Client, query: Query<object, number>): Promise<number> =>
  Number((await client.execute(query.statement.sql)).rows[0]?.[0] ?? 0);

/** Other nodes may migrate at the same time: the server's write lock lets one after the other. */
const serverMigrationTarget = (client: Client): MigrationTarget => ({
  schemaVersion: async () => ((await first(client, hasMigrations)) > 0 ? first(client, schemaVersion) : 0),
  atomically: async (calls) => {
    const giveUpAtMs = performance.now() + PATIENT_MS;
    for (;;) {
      try {
        await client.batch(
          calls.map(({ sql, args }) => ({ sql, args: [...args] })),
          'write',
        );
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > giveUpAtMs) throw error;
        await pause(BUSY_PAUSE_MS * Math.random());
      }
    }
  },
});

const integrity = async (client: Client): Promise<readonly string[]> => {
  try {
    const { rows } = await client.execute('PRAGMA integrity_check');
    return rows.map((row) => String(row[0])).filter((line) => line !== 'ok');
  } catch (error) {
    throw unavailable(error);
  }
};

export const openServer = async (options: DatabaseOptions): Promise<Database> => {
  const { clock, onEvent } = options;
  const patient = serverClient(options, () => AbortSignal.timeout(PATIENT_MS));
  try {
    const migrated = await migrate(serverMigrationTarget(patient), clock);
    if (migrated.from !== migrated.to) onEvent?.({ kind: 'migrated', ...migrated });
    const executor = new ServerExecutor(options, new Breaker(new Health(onEvent)), options.onCommit);
    return {
      stores: databaseStores(executor, clock),
      mode: 'server',
      migrated,
      stats: () => executor.queue.stats,
      backup: (file) => writeBackup(file, (draft) => copyServer(patient, draft)),
      integrityCheck: () => integrity(patient),
      drain: () => executor.queue.drain(),
      close: async () => {
        await executor.close();
        patient.close();
      },
    };
  } catch (error) {
    patient.close();
    throw error instanceof SchemaTooNew || isDefect(error) ? error : unavailable(error);
  }
};
