import { writeBackup } from '../../backup/backup.ts';
import { runErrand } from '../../backup/errand.ts';
import type { Database, DatabaseOptions } from '../../database.ts';
import { migrate } from '../../migrate/migrate.ts';
import { databaseStores } from '../../stores/stores.ts';
import { Health } from '../health.ts';
import type { Connection } from './connection.ts';
import { EmbeddedExecutor } from './embedded.ts';
import { databaseFileToOpen } from './file.ts';
import { embeddedMigrationTarget, openConnection } from './open.ts';
import { takeOwnership, thisProcess } from './owner.ts';

export const openEmbedded = async (options: DatabaseOptions): Promise<Database> => {
  const file = databaseFileToOpen(options.url);
  const ownership = await takeOwnership(file, thisProcess(options.controlSocket));
  let connection: Connection | undefined;
  try {
    connection = await openConnection(file, options.synchronous ?? 'FULL');
    const migrated = await migrate(embeddedMigrationTarget(connection), options.clock);
    if (migrated.from !== migrated.to) options.onEvent?.({ kind: 'migrated', ...migrated });
    const executor = new EmbeddedExecutor({
      connection,
      ownership,
      health: new Health(options.onEvent),
      onCommit: options.onCommit,
    });
    return {
      stores: databaseStores(executor, options.clock),
      mode: 'embedded',
      migrated,
      stats: () => executor.queue.stats,
      backup: (target) => writeBackup(target, (draft) => runErrand({ kind: 'copy', file, target: draft })),
      integrityCheck: () => runErrand({ kind: 'check', file }),
      drain: () => executor.queue.drain(),
      close: () => executor.close(),
    };
  } catch (error) {
    connection?.close();
    ownership.release();
    throw error;
  }
};
