import type { Change } from '@cardea/core';
import { type SQL, sql } from 'drizzle-orm';
import { unitMarks } from '../schema/tables.ts';
import { type Call, call, MARK, plain, type Statement } from './statement.ts';

export type ChangeOf<K extends Change['kind']> = {
  readonly [P in K]: Extract<Change, { readonly kind: P }> & { readonly kind: P };
}[K];

/** A change in its two forms: as it is, and for a unit whose guard is decided inside the database (ADR 0016). */
export type ChangeForms<C> = (change: C, mark: number | undefined) => Call;

/** One row for each kind; the compiler asks for a missing one. */
export type ChangeTable<K extends Change['kind']> = { readonly [P in K]: ChangeForms<ChangeOf<P>> };

const held = sql`exists (select 1 from ${unitMarks} where ${unitMarks.id} = ${plain(MARK)})`;

export const inBothForms = <C, V extends object>(
  build: (held: SQL | undefined) => Statement<V>,
  values: (change: C) => V,
): ChangeForms<C> => {
  const always = build(undefined);
  const marked = build(held);
  return (change, mark) => call(mark === undefined ? always : marked, values(change), mark);
};

/** For statements that take their values from the change as it is. */
export const itself = <C>(change: C): C => change;
