import type { Unit } from '@cardea/core';
import { changeCall } from './changes.ts';
import type { GuardCall } from './guard-forms.ts';
import { consequenceCalls, guardCall, markedGuardCalls } from './guards.ts';
import { searchCalls } from './search-words.ts';
import type { Call } from './statement.ts';

/** A unit as statements, for an executor that decides between them. */
export interface DecidedWork {
  readonly guard: GuardCall | undefined;
  readonly changes: readonly Call[];
}

/** A unit as statements that decide for themselves (ADR 0016). The last call of `guard` changes a row where it held. */
export interface MarkedWork {
  readonly guard: readonly Call[];
  readonly changes: readonly Call[];
}

/** What the guard brings with it comes before the unit's own changes. */
const changesOf = (unit: Unit, mark?: number): readonly Call[] => {
  const { guard, changes } = unit;
  const calls: Call[] = guard ? [...consequenceCalls(guard, mark)] : [];
  for (const change of changes) calls.push(changeCall(change, mark));
  calls.push(...searchCalls(unit, mark));
  return calls;
};

export const decidedWork = (unit: Unit): DecidedWork => ({
  guard: unit.guard && guardCall(unit.guard),
  changes: changesOf(unit),
});

export const markedWork = (unit: Unit, mark: number): MarkedWork =>
  unit.guard
    ? { guard: markedGuardCalls(unit.guard, mark), changes: changesOf(unit, mark) }
    : { guard: [], changes: changesOf(unit) };
