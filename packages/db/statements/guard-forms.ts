import type { Guard } from '@cardea/core';
import { type SQL, sql } from 'drizzle-orm';
import { unitMarks } from '../schema/tables.ts';
import type { ChangeForms } from './change-forms.ts';
import { type Call, call, MARK, plain, type Statement, statement } from './statement.ts';

export type GuardOf<K extends Guard['kind']> = {
  readonly [P in K]: Extract<Guard, { readonly kind: P }> & { readonly kind: P };
}[K];

/** The one statement that decides. It held where it changed a row, or as a condition, where it finds one. */
export interface GuardCall extends Call {
  readonly decides: 'by change' | 'by row';
}

/** A guard in its two forms (ADR 0016): decided by the process, or marked inside the database by the last of its calls. */
export interface GuardForms<G> {
  readonly decided: (guard: G) => GuardCall;
  readonly marked: (guard: G, mark: number) => readonly Call[];
  /** What goes with the row that the guard removed: written as the first changes of its unit. */
  readonly consequences: readonly ChangeForms<G>[];
}

/** One row for each kind; the compiler asks for a missing one. */
export type GuardTable<K extends Guard['kind']> = { readonly [P in K]: GuardForms<GuardOf<P>> };

const insertMark = sql`insert into ${unitMarks} (${sql.identifier(unitMarks.id.name)}) select ${plain(MARK)}`;
const markAfterChange = statement<object>(sql`${insertMark} where changes() > 0`);

/** Held where the statement changes a row. */
export const changing = <G, V extends object>(
  text: Statement<V>,
  values: (guard: G) => V,
  consequences: readonly ChangeForms<G>[] = [],
): GuardForms<G> => ({
  decided: (guard) => ({ ...call(text, values(guard)), decides: 'by change' }),
  marked: (guard, mark) => [call(text, values(guard)), call(markAfterChange, {}, mark)],
  consequences,
});

/** Held where the condition finds a row. */
export const finding = <G, V extends object>(condition: SQL, values: (guard: G) => V): GuardForms<G> => {
  const text = statement<V>(condition);
  const marking = statement<V>(sql`${insertMark} where exists (${condition})`);
  return {
    decided: (guard) => ({ ...call(text, values(guard)), decides: 'by row' }),
    marked: (guard, mark) => [call(marking, values(guard), mark)],
    consequences: [],
  };
};
