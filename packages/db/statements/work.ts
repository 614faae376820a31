import type { Change, Unit } from '@cardea/core';
import { changeCall } from './changes.ts';
import { type GuardCall, guardCall, markedGuardCalls } from './guards.ts';
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

const plainCall = (change: Change): Call => changeCall(change);

export const decidedWork = (unit: Unit): DecidedWork => ({
  guard: unit.guard && guardCall(unit.guard),
  changes: unit.changes.map(plainCall),
});

export const markedWork = (unit: Unit, mark: number): MarkedWork =>
  unit.guard
    ? {
        guard: markedGuardCalls(unit.guard, mark),
        changes: unit.changes.map((change) => changeCall(change, mark)),
      }
    : { guard: [], changes: unit.changes.map((change) => changeCall(change)) };
