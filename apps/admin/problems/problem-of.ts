import { DatabaseUnavailable, HashingBusy } from '@cardea/core';
import type { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import type { Problem } from './problem.ts';
import { RefusedCall } from './refused.ts';
import { faults } from './status.ts';

const invalidInput = (error: ZodError): Problem => {
  const [issue] = error.issues;
  const field = issue?.path.join('.') || 'input';
  return {
    code: 'input.invalid',
    message: `The request is not valid: ${field}: ${issue?.message ?? 'is wrong'}`,
    mend: 'Correct the field named',
    field,
  };
};

/** What a caller is told of an error; nothing of an exception is. */
export const problemOf = ({ code, cause }: TRPCError): Problem => {
  if (cause instanceof RefusedCall) return cause.problem;
  if (cause instanceof DatabaseUnavailable) return faults['database.unavailable'];
  if (cause instanceof HashingBusy) return faults['hashing.busy'];
  if (code === 'BAD_REQUEST' && cause instanceof ZodError) return invalidInput(cause);
  return code === 'NOT_FOUND' || code === 'METHOD_NOT_SUPPORTED' ? faults['procedure.unknown'] : faults.internal;
};
