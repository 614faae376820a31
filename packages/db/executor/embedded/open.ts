import { chmodSync, closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { MigrationTarget } from '../../migrate/migrate.ts';
import { hasMigrations, schemaVersion } from '../../statements/queries.ts';
import type { Query } from '../../statements/rows.ts';
import { DEADLINE_MS } from '../executor.ts';
import { Connection, type Synchronous } from './connection.ts';
import { isBusy, unavailable } from './sqlite-errors.ts';

/** Tokens and keys lie in it: nobody else reads it. SQLite gives its side files the same mode. */
const makePrivate = (file: string): void => {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
};

/** Opens the file; while another process holds it locked, tries again within the deadline. */
export const openConnection = async (file: string, synchronous: Synchronous): Promise<Connection> => {
  const giveUpAtMs = performance.now() + DEADLINE_MS;
  for (;;) {
    try {
      makePrivate(file);
      return new Connection(file, synchronous);
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAtMs) throw unavailable(error, file);
      await pause(20);
    }
  }
};

const first = (connection: Connection, query: Query<object, number>): number =>
  Number(connection.rows(query.statement.sql, [])[0]?.[0] ?? 0);

export const embeddedMigrationTarget = (connection: Connection): MigrationTarget => ({
  schemaVersion: async () => (first(connection, hasMigrations) > 0 ? first(connection, schemaVersion) : 0),
  atomically: async (calls) => {
    try {
      connection.begin();
      for (const call of calls) connection.run(call);
      connection.commit();
    } catch (error) {
      connection.rollback();
      throw isBusy(error) ? unavailable(error) : error;
    }
  },
});
