import type { Unit } from '@cardea/core';
import type { Query } from '../statements/rows.ts';
import type { Call } from '../statements/statement.ts';

/** What the stores need of a database. All reject with `DatabaseUnavailable` within the deadline of design D7. */
export interface Executor {
  /** How long a copy of configuration may be served from memory: other processes may change what this one holds. */
  readonly maxCopyAgeMs: number;
  /** All rows, as the primary has them now. */
  rows<V extends object, R>(query: Query<V, R>, values: V): Promise<readonly R[]>;
  /** The first row, as the primary has it now. */
  row<V extends object, R>(query: Query<V, R>, values: V): Promise<R | undefined>;
  /** `UnitOfWork.commit`. */
  commit(unit: Unit): Promise<boolean>;
  /** One statement through the same queue; the number of rows it changed. */
  write(call: Call): Promise<number>;
}

/** Design D7. */
export const DEADLINE_MS = 2000;

/** What happened in the database that operators want to know of. */
export type DatabaseEvent =
  | { readonly kind: 'migrated'; readonly from: number; readonly to: number }
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'available'; readonly afterMs: number };
