import type { ManagementErrorCode } from '@cardea/core';
import type { SystemErrorCode } from '../system/system-errors.ts';
import type { AuthorityCode } from './authority-problems.ts';

/** Faults of the call itself, or of Cardea; the rest are the codes of the management and of the system. */
export type CallErrorCode =
  | 'input.invalid'
  | 'procedure.unknown'
  | 'database.unavailable'
  | 'hashing.busy'
  | 'internal';

export type ProblemCode = ManagementErrorCode | SystemErrorCode | AuthorityCode | CallErrorCode;

/** A refusal as callers see it: `data.problem` of a tRPC error. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
  /** The setting that is wrong. */
  readonly field?: string | undefined;
}
