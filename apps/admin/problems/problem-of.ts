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

/** Not JSON, say, or several calls at once. */
const unreadable: Problem = {
  code: 'input.invalid',
  message: 'The request is not valid: it is not one call with its input as JSON',
  mend: 'Call one procedure, with its input as JSON: in the parameter input of a query, as the body of a change',
};

/** What is wrong with a call before its procedure is reached: for its caller to mend, and no fault of ours. */
const wrongCalls: Partial<Readonly<Record<TRPCError['code'], Problem>>> = {
  NOT_FOUND: faults['procedure.unknown'],
  METHOD_NOT_SUPPORTED: faults['procedure.unknown'],
  BAD_REQUEST: unreadable,
  PARSE_ERROR: unreadable,
  UNSUPPORTED_MEDIA_TYPE: unreadable,
};

export const isWrongCall = ({ code }: TRPCError): boolean => wrongCalls[code] !== undefined;

/** What a caller is told of an error; nothing of an exception is. */
export const problemOf = ({ code, cause }: TRPCError): Problem => {
  if (cause instanceof RefusedCall) return cause.problem;
  if (cause instanceof DatabaseUnavailable) return faults['database.unavailable'];
  if (cause instanceof HashingBusy) return faults['hashing.busy'];
  if (code === 'BAD_REQUEST' && cause instanceof ZodError) return invalidInput(cause);
  return wrongCalls[code] ?? faults.internal;
};
