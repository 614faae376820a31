import { type Column, getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { type Statement, statement, value } from './statement.ts';

type Optional<Row> = { [K in keyof Row]: null extends Row[K] ? K : never }[keyof Row];

/** A row as the ports speak of it: what is null in the table is absent. */
export type Entity<T extends SQLiteTable> = {
  readonly [K in Exclude<keyof T['$inferSelect'], Optional<T['$inferSelect']> | 'sequence'>]: T['$inferSelect'][K];
} & {
  readonly [K in Optional<T['$inferSelect']>]?: Exclude<T['$inferSelect'][K], null> | undefined;
};

/** The columns of a table by the names the ports use; `sequence` is the database's own. */
const columnsOf = (table: SQLiteTable): readonly (readonly [name: string, column: Column])[] =>
  Object.entries(getTableColumns(table));

const OWN = 'sequence';

/** For `onConflict`: the row that was there first stays as it is. */
export const KEEP = sql`do nothing`;

/** Inserts an entity, where a condition is given only if it holds. `onConflict` says what becomes of a row with the same key. */
export const insertInto = <T extends SQLiteTable>(
  table: T,
  options: { readonly held?: SQL | undefined; readonly onConflict?: SQL } = {},
): Statement<Entity<T>> => {
  const columns = columnsOf(table).filter(([name]) => name !== OWN);
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const values = sql.join(
    columns.map(([name, column]) => value(column, name)),
    sql`, `,
  );
  const source = options.held ? sql`select ${values} where ${options.held}` : sql`values (${values})`;
  const conflict = options.onConflict ? sql` on conflict ${options.onConflict}` : sql``;
  const adds = options.held || options.onConflict ? undefined : getTableName(table);
  return statement(sql`insert into ${table} (${names}) ${source}${conflict}`, adds);
};

/** `column = value` for all columns but the named ones. */
export const assignments = (table: SQLiteTable, except: readonly string[]): SQL =>
  sql.join(
    columnsOf(table)
      .filter(([name]) => name !== OWN && !except.includes(name))
      .map(([name, column]) => sql`${sql.identifier(column.name)} = ${value(column, name)}`),
    sql`, `,
  );

/** A read: what to run, and how a row of its result becomes a value. */
export interface Query<V extends object, R> {
  readonly statement: Statement<V>;
  decode(row: ArrayLike<unknown>): R;
}

/** All columns of a table, `sequence` only where it is asked for; `computed` columns are read by an expression. */
export const select = <T extends SQLiteTable, V extends object, R = Entity<T>>(
  table: T,
  rest: SQL,
  options: { readonly withSequence?: boolean; readonly computed?: Readonly<Record<string, SQL>> } = {},
): Query<V, R> => {
  const columns = columnsOf(table).filter(([name]) => options.withSequence || name !== OWN);
  const list = sql.join(
    columns.map(([name, column]) => options.computed?.[name] ?? sql`${column}`),
    sql`, `,
  );
  return {
    statement: statement(sql`select ${list} from ${table} ${rest}`),
    decode: (row) => {
      const entity: Record<string, unknown> = {};
      for (let index = 0; index < columns.length; index++) {
        const [name, column] = columns[index] as readonly [string, Column];
        const stored = row[index];
        entity[name] = stored === null ? undefined : column.mapFromDriverValue(stored);
      }
      return entity as R;
    },
  };
};

/** The same read, with what it finds made into something else. */
export const mapped = <V extends object, Row, R>(query: Query<V, Row>, map: (row: Row) => R): Query<V, R> => ({
  statement: query.statement,
  decode: (row) => map(query.decode(row)),
});
