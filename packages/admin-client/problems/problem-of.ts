import { TRPCClientError } from '@trpc/client';
import type { AdminRouter, Problem } from '../contract.ts';
import type { AdminProblem, ProblemKind } from './admin-problem.ts';
import { CallFailed, type CallProblemCode } from './call-failed.ts';

const kindOfCall: Readonly<Record<CallProblemCode, ProblemKind>> = {
  'server.unreachable': 'unreachable',
  'server.certificate': 'unreachable',
  'server.insecure': 'unreachable',
  'server.unavailable': 'unavailable',
  'call.refused': 'invalid',
  'server.unexpected': 'defect',
  'issuer.other': 'unreachable',
  'key.unusable': 'no_token',
  'token.denied': 'no_token',
  'token.refused': 'no_token',
};

const kindOfStatus: Readonly<Record<number, ProblemKind>> = {
  400: 'invalid',
  401: 'step_up',
  403: 'not_allowed',
  404: 'not_found',
  409: 'conflict',
  412: 'not_possible',
  503: 'unavailable',
};

const isOfClient = (error: unknown): error is TRPCClientError<AdminRouter> => error instanceof TRPCClientError;

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'message' in value && 'mend' in value;

const requestIdOf = ({ meta }: TRPCClientError<AdminRouter>): string | undefined => {
  const response = meta?.response;
  return response instanceof Response ? (response.headers.get('x-request-id') ?? undefined) : undefined;
};

const ofCall = ({ code, message, mend, status, requestId }: CallFailed): AdminProblem => ({
  ...{ kind: kindOfCall[code], code, message, mend, status, requestId },
});

/** Why a call was not done; undefined for an error that is none of a call, or one that was called off. */
export const problemOf = (error: unknown): AdminProblem | undefined => {
  if (error instanceof CallFailed) return ofCall(error);
  if (!isOfClient(error)) return undefined;
  if (error.cause instanceof CallFailed) return ofCall(error.cause);
  const problem: unknown = error.data?.problem;
  if (!isProblem(problem)) return undefined;
  const { code, message, mend, field } = problem;
  const status = error.data?.httpStatus;
  const kind = kindOfStatus[status ?? 500] ?? 'defect';
  return { kind, code, message, mend, field, status, requestId: requestIdOf(error) };
};
