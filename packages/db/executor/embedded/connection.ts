import { Database, type Statement } from 'bun:sqlite';
import type { Call, SqlValue } from '../../statements/statement.ts';
import { ReadGroup } from './read-group.ts';

export type Synchronous = 'FULL' | 'NORMAL';

const CACHE_KIB = 2 * 1024;
const MAX_IDLE_WAL_BYTES = 64 * 1024 * 1024;
/** Rows that one statement adds: a call less for each, a fifth of its time. */
const AT_ONCE = 8;
const VALUES = ' values ';

/** One connection with its statements held prepared. Never waits for a lock: the event loop must not block. */
export class Connection {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();
  /** The statement that adds many rows, by the one that adds one. */
  readonly #many = new Map<string, string>();
  readonly #reads = new ReadGroup({
    begin: () => void this.#prepared('BEGIN').run(),
    end: () => this.rollback(),
  });

  constructor(file: string, synchronous: Synchronous) {
    this.#database = new Database(file, { create: true, readwrite: true });
    for (const pragma of [
      'busy_timeout = 0',
      'journal_mode = WAL',
      `synchronous = ${synchronous}`,
      `cache_size = -${CACHE_KIB}`,
      `journal_size_limit = ${MAX_IDLE_WAL_BYTES}`,
      'temp_store = MEMORY',
      'trusted_schema = OFF',
    ])
      this.#database.run(`PRAGMA ${pragma}`);
  }

  #prepared(sql: string): Statement {
    const held = this.#statements.get(sql);
    if (held) return held;
    const made = this.#database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  /** The number of rows that were changed. */
  run(call: Call): number {
    return this.#prepared(call.sql).run(...call.args).changes;
  }

  /** Adds a row for each of the values of one statement that adds one row. */
  runEach(sql: string, rows: readonly (readonly SqlValue[])[]): void {
    let done = 0;
    for (; done + AT_ONCE <= rows.length; done += AT_ONCE)
      this.#prepared(this.#forMany(sql)).run(...rows.slice(done, done + AT_ONCE).flat());
    for (; done < rows.length; done++) this.#prepared(sql).run(...(rows[done] as readonly SqlValue[]));
  }

  #forMany(sql: string): string {
    const held = this.#many.get(sql);
    if (held) return held;
    const made = sql + `, ${sql.slice(sql.indexOf(VALUES) + VALUES.length)}`.repeat(AT_ONCE - 1);
    this.#many.set(sql, made);
    return made;
  }

  /** Rows as the last commit left them; what is asked for in one turn of the event loop comes together, at its end. */
  rowsTogether(sql: string, args: readonly SqlValue[]): Promise<readonly (readonly unknown[])[]> {
    return this.#reads.push(() => this.rows(sql, args));
  }

  /** The same at once: inside a transaction, or before there is a server. */
  rows(sql: string, args: readonly SqlValue[]): readonly (readonly unknown[])[] {
    return this.#prepared(sql).values(...args) as unknown[][];
  }

  begin(): void {
    this.#prepared('BEGIN IMMEDIATE').run();
  }

  commit(): void {
    this.#prepared('COMMIT').run();
  }

  /** Undoes an open transaction; SQLite may have done so by itself. */
  rollback(): void {
    if (this.#database.inTransaction) this.#prepared('ROLLBACK').run();
  }

  /** Runs SQL that is used once. */
  script(sql: string): void {
    this.#database.run(sql);
  }

  close(): void {
    this.#reads.flush();
    for (const statement of this.#statements.values()) statement.finalize();
    this.#statements.clear();
    this.#database.close(true);
  }
}
