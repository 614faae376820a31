import { Database } from 'bun:sqlite';
import { join } from 'node:path';
import type { RunningCardea } from '../../harness/start-cardea.ts';

/** Counted, remembered or measured whatever the answer is: none of it gives anybody anything. */
const besides: ReadonlySet<string> = new Set([
  'rate_limits',
  'assertions',
  'audit',
  'audit_seals',
  'kept_refusals',
  // What was asked for by mail is looked at later, while others are answered
  'outbox',
  'email_codes',
  'one_time_links',
  'stats',
]);

/** How many rows each table has, and the audit entries so far. */
export interface Rows {
  readonly tables: Readonly<Record<string, number>>;
  readonly audit: number;
  readonly liveTokens: number;
}

/** Looks into the database beside the server. */
export class RowCounter implements Disposable {
  readonly #database: Database;
  readonly #tables: readonly string[];

  constructor(cardea: RunningCardea) {
    this.#database = new Database(join(cardea.dataDir, 'cardea.db'), { readonly: true });
    const names = this.#database
      .query<{ name: string }, []>("select name from sqlite_master where type = 'table'")
      .all();
    this.#tables = names.map(({ name }) => name).filter((name) => !besides.has(name) && !name.startsWith('sqlite_'));
  }

  #count(what: string): number {
    return this.#database.query<{ count: number }, []>(`select ${what} as count`).get()?.count ?? 0;
  }

  now(): Rows {
    return {
      tables: Object.fromEntries(this.#tables.map((name) => [name, this.#count(`(select count(*) from "${name}")`)])),
      audit: this.#count('(select coalesce(max(sequence), 0) from audit)'),
      liveTokens: this.#count('(select count(*) from access_tokens where revoked_at is null)'),
    };
  }

  /** Actions that were written down since then. */
  actionsAfter({ audit }: Rows): readonly string[] {
    const sql = 'select action from audit where sequence > ? order by sequence';
    return this.#database
      .query<{ action: string }, [number]>(sql)
      .all(audit)
      .map(({ action }) => action);
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

/** Tables that have more rows than before. */
export const grown = (before: Rows, after: Rows): readonly string[] =>
  Object.keys(after.tables).filter((name) => (after.tables[name] ?? 0) > (before.tables[name] ?? 0));
