import { type Clock, seconds } from '@cardea/core';
import { migrations as table } from '../schema/tables.ts';
import { insertInto } from '../statements/rows.ts';
import { type Call, call } from '../statements/statement.ts';
import { type Migration, migrations } from './migrations.ts';

/** The database was written by a newer Cardea. Nothing was changed. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew';

  constructor(
    /** Schema version of the database. */
    readonly found: number,
    /** The newest schema version that this Cardea knows. */
    readonly known: number,
  ) {
    super(`The database has schema version ${found}, this Cardea knows versions up to ${known}. Start a newer Cardea.`);
  }
}

/** A database that can be migrated. */
export interface MigrationTarget {
  /** The version of its schema, 0 for an empty database. */
  schemaVersion(): Promise<number>;
  /** Runs all or none, in one transaction. Rejects where any statement fails. */
  atomically(calls: readonly Call[]): Promise<void>;
}

const recordMigration = insertInto(table);

const steps = ({ version, name, statements }: Migration, appliedAt: number): readonly Call[] => [
  ...statements.map((sql) => ({ sql, args: [] })),
  // The primary key lets one of two processes that migrate at once through; the other finds the work done.
  call(recordMigration, { version, name, appliedAt }),
];

const checked = async (target: MigrationTarget, known: number): Promise<number> => {
  const found = await target.schemaVersion();
  if (found > known) throw new SchemaTooNew(found, known);
  return found;
};

/** Brings the schema to the newest version, or rejects with `SchemaTooNew`. A migration that is killed leaves nothing behind. */
export const migrate = async (
  target: MigrationTarget,
  clock: Clock,
  list = migrations,
): Promise<{ readonly from: number; readonly to: number }> => {
  const known = list.length;
  const from = await checked(target, known);
  let version = from;
  for (let next = list[version]; next; next = list[version]) {
    try {
      await target.atomically(steps(next, seconds(clock)));
    } catch (error) {
      if ((await checked(target, known)) < next.version) throw error;
    }
    version = await checked(target, known);
  }
  return { from, to: version };
};
