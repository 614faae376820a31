import type { ProblemCode } from '../contract.ts';
import type { CallProblemCode } from './call-failed.ts';

/**
 * What a program does about a problem.
 *
 * - `invalid`: what was sent is wrong
 * - `step_up`: a person must sign in again, with a second factor
 * - `not_allowed`, `not_found`
 * - `conflict`: it exists, or somebody else has changed it meanwhile: read it again
 * - `not_possible`: not as things are
 * - `unavailable`: perhaps in a moment; whether a change was made is not known
 * - `no_token`: there is no token, or it is not taken
 * - `unreachable`: the server did not answer, or nothing may be sent there
 * - `defect`: of the server, or of what stands before it
 */
export type ProblemKind =
  | 'invalid'
  | 'step_up'
  | 'not_allowed'
  | 'not_found'
  | 'conflict'
  | 'not_possible'
  | 'unavailable'
  | 'no_token'
  | 'unreachable'
  | 'defect';

/** Why a call was not done. The codes are stable, the words are for people. */
export interface AdminProblem {
  readonly kind: ProblemKind;
  readonly code: ProblemCode | CallProblemCode;
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
  /** The setting that is wrong. */
  readonly field?: string | undefined;
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** By which the log of the server tells more. */
  readonly requestId?: string | undefined;
}
