import type { GuardCall } from '../../statements/guard-forms.ts';
import type { Call, SqlValue } from '../../statements/statement.ts';
import type { DecidedWork } from '../../statements/work.ts';
import type { Outcome } from '../outcome.ts';
import type { Connection } from './connection.ts';

const NOT_HELD: Outcome = { held: false, rows: 0 };

interface Waiting {
  readonly table: string;
  readonly rows: (readonly SqlValue[])[];
}

const isSame = (left: GuardCall, right: GuardCall): boolean =>
  left.sql === right.sql &&
  left.args.length === right.args.length &&
  left.args.every((arg, at) => arg === right.args[at]);

/**
 * The units of one transaction, one after another, as if each were alone. Rows that are only added wait, and come together:
 * at the end, or before a statement that names their table and so could see them. What a unit has compared holds for the next
 * one that compares the same, as long as nothing but such rows, in other tables, came in between.
 */
export class Transaction {
  readonly #connection: Connection;
  readonly #gathers: boolean;
  /** By the statement that adds one row. */
  readonly #waiting = new Map<string, Waiting>();
  #compared: GuardCall | undefined;

  constructor(connection: Connection, gathers: boolean) {
    this.#connection = connection;
    this.#gathers = gathers;
  }

  begin(): void {
    this.#connection.begin();
  }

  apply({ guard, changes }: DecidedWork): Outcome {
    if (guard && !this.#holds(guard)) return NOT_HELD;
    let rows = 0;
    for (const change of changes) rows += this.#run(change);
    return { held: true, rows };
  }

  commit(): void {
    for (const [sql, { rows }] of this.#waiting) this.#connection.runEach(sql, rows);
    this.#connection.commit();
  }

  #holds(guard: GuardCall): boolean {
    if (guard.decides === 'by change') return this.#run(guard) > 0;
    if (this.#compared && isSame(this.#compared, guard)) return true;
    this.#bring(guard.sql);
    const held = this.#connection.rows(guard.sql, guard.args).length > 0;
    this.#compared = held ? guard : undefined;
    return held;
  }

  #run(call: Call): number {
    if (this.#gathers && call.adds !== undefined) {
      this.#await(call, call.adds);
      return 1;
    }
    this.#bring(call.sql);
    this.#compared = undefined;
    return this.#connection.run(call);
  }

  #await({ sql, args }: Call, table: string): void {
    if (this.#compared?.sql.includes(table)) this.#compared = undefined;
    const waiting = this.#waiting.get(sql);
    if (waiting) waiting.rows.push(args);
    else this.#waiting.set(sql, { table, rows: [args] });
  }

  /** Adds the rows that a statement could see. */
  #bring(by: string): void {
    for (const [sql, { table, rows }] of this.#waiting) {
      if (rows.length === 0 || !by.includes(table)) continue;
      this.#connection.runEach(sql, rows);
      rows.length = 0;
    }
  }
}
