import { Database } from 'bun:sqlite';
import { type Client, LibsqlError, type Transaction } from '@libsql/client/http';
import { unavailable } from '../executor/server/libsql-errors.ts';

const ROWS_A_PAGE = 500;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Everything but the shadow tables that SQLite and libSQL keep for themselves. */
const SCHEMA = `select type, name, sql from sqlite_schema where sql is not null and name not like 'sqlite\\_%' escape '\\'
  and name not like 'libsql\\_%' escape '\\' order by type = 'table' desc, rowid`;

const bindable = (item: unknown) =>
  item instanceof ArrayBuffer ? new Uint8Array(item) : (item as string | number | null);

const copyTable = async (from: Transaction, into: Database, table: string): Promise<void> => {
  for (let after = 0; ; ) {
    const page = await from.execute({
      sql: `select rowid, * from ${quoted(table)} where rowid > ? order by rowid limit ${ROWS_A_PAGE}`,
      args: [after],
    });
    const insert = into.prepare(
      `insert into ${quoted(table)} values (${page.columns
        .slice(1)
        .map(() => '?')
        .join(', ')})`,
    );
    into.transaction(() => {
      for (const row of page.rows) insert.run(...page.columns.slice(1).map((_, index) => bindable(row[index + 1])));
    })();
    insert.finalize();
    const last = page.rows.at(-1);
    if (last === undefined || page.rows.length < ROWS_A_PAGE) return;
    after = Number(last[0]);
  }
};

/** Copies a server's database into a SQLite file, page by page in one read transaction: all of it as it was at one moment. */
export const copyServer = async (client: Client, file: string): Promise<void> => {
  const into = new Database(file, { readwrite: true });
  try {
    // A draft that breaks off is thrown away: whoever keeps it brings it to the disk once, whole, and not table by table against the server's own writes
    into.run('PRAGMA journal_mode = OFF');
    into.run('PRAGMA synchronous = OFF');
    const from = await client.transaction('read');
    try {
      const { rows } = await from.execute(SCHEMA);
      for (const row of rows) into.run(String(row[2]));
      for (const row of rows) if (row[0] === 'table') await copyTable(from, into, String(row[1]));
    } finally {
      from.close();
    }
  } catch (error) {
    throw error instanceof LibsqlError || error instanceof TypeError ? unavailable(error) : error;
  } finally {
    into.close();
  }
};
