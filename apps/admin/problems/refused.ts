import { isManagementError, type ManagementError } from '@cardea/core';
import { TRPCError } from '@trpc/server';
import { SystemError } from '../system/system-errors.ts';
import type { Problem } from './problem.ts';
import { statusOf } from './status.ts';

/** Carries a refusal through tRPC, which knows exceptions alone. */
export class RefusedCall extends Error {
  override readonly name = 'RefusedCall';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

const isRefused = (value: unknown): value is ManagementError | SystemError =>
  isManagementError(value) || value instanceof SystemError;

/** The answer of a service, or its refusal as the error of this call. */
export const answer = <T>(result: T): Exclude<T, ManagementError | SystemError> => {
  if (!isRefused(result)) return result as Exclude<T, ManagementError | SystemError>;
  const { code, message, mend } = result;
  const field = isManagementError(result) ? result.field : undefined;
  throw new TRPCError({ code: statusOf[code], message, cause: new RefusedCall({ code, message, mend, field }) });
};
