import { type Column, is, Param, Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { drizzle } from 'drizzle-orm/sqlite-proxy';

export type SqlValue = string | number | Uint8Array | null;

/** SQL text with the order in which the named values are bound. `V` is the record that they are taken from. */
export interface Statement<V extends object> {
  readonly sql: string;
  /** The table to which it adds one row, whatever else is there. It changes that row or fails. */
  readonly adds?: string | undefined;
  /** Throws a RangeError for a value that its column cannot hold. */
  bind(values: V, mark?: number): SqlValue[];
}

/** A statement with its values. */
export interface Call {
  readonly sql: string;
  readonly args: readonly SqlValue[];
  readonly adds?: string | undefined;
}

/** Builds SQL and never runs it: statements are rendered once and held prepared by the executors. */
export const builder = drizzle(async () => {
  throw new Error('this builder has no database');
});

const dialect = new SQLiteSyncDialect();

/** A value of the record, encoded as `column` stores it. */
export const value = (column: Column, name: string): SQL => sql`${sql.param(sql.placeholder(name), column)}`;

/** A value of the record that is stored as it is. */
export const plain = (name: string): SQL => sql`${sql.placeholder(name)}`;

/** The name of the value by which the changes of a unit find out that its guard held (ADR 0016). */
export const MARK = 'unit mark';

interface Binding {
  readonly name: string;
  readonly encode: ((item: unknown) => unknown) | undefined;
}

const binding = (param: unknown): Binding => {
  if (is(param, Placeholder)) return { name: String(param.name), encode: undefined };
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder } = param;
    return { name: String(param.value.name), encode: (item) => encoder.mapToDriverValue(item) };
  }
  throw new TypeError('statements hold placeholders only');
};

interface Rendered {
  readonly sql: string;
  readonly bindings: readonly Binding[];
}

const render = (query: SQLWrapper): Rendered => {
  const { sql: text, params } = dialect.sqlToQuery(query.getSQL());
  return { sql: text, bindings: params.map(binding) };
};

/** Rendered when it is first run: each form of each guard and change is there, and a process runs few of them. */
export const statement = <V extends object>(query: SQLWrapper, adds?: string): Statement<V> => {
  let made: Rendered | undefined;
  const rendered = (): Rendered => {
    made ??= render(query);
    return made;
  };
  return {
    adds,
    get sql() {
      return rendered().sql;
    },
    bind: (values, mark) => {
      const bound: SqlValue[] = [];
      for (const { name, encode } of rendered().bindings) {
        const item = name === MARK ? mark : (values as Readonly<Record<string, unknown>>)[name];
        if (item === undefined || item === null) bound.push(null);
        else bound.push((encode ? encode(item) : item) as SqlValue);
      }
      return bound;
    },
  };
};

export const call = <V extends object>(text: Statement<V>, values: V, mark?: number): Call => ({
  sql: text.sql,
  args: text.bind(values, mark),
  adds: text.adds,
});
