import type { AdminRouter, Problem } from '@cardea/admin';
import { TRPCClientError } from '@trpc/client';
import { SignedOut } from './api.ts';

/** What went wrong, as the person is told. */
export interface ShownProblem extends Omit<Problem, 'code'> {
  readonly code: Problem['code'] | 'offline' | 'signed_out';
  /** By which the log of the server tells more. */
  readonly requestId?: string | undefined;
}

const isOfApi = (error: unknown): error is TRPCClientError<AdminRouter> => error instanceof TRPCClientError;

const requestIdOf = ({ meta }: TRPCClientError<AdminRouter>): string | undefined => {
  const response = meta?.response;
  return response instanceof Response ? (response.headers.get('x-request-id') ?? undefined) : undefined;
};

const OFFLINE = {
  code: 'offline',
  message: 'The server does not answer',
  mend: 'Look at your connection, then repeat it',
} as const;

export const problemOf = (error: unknown): ShownProblem => {
  const cause = isOfApi(error) ? error.cause : error;
  if (cause instanceof SignedOut) return { code: 'signed_out', message: cause.message, mend: 'Sign in again' };
  if (!isOfApi(error)) return OFFLINE;
  const problem = error.data?.problem;
  const requestId = requestIdOf(error);
  if (problem !== undefined) return { ...problem, requestId };
  return requestId === undefined
    ? OFFLINE
    : { ...OFFLINE, code: 'internal', message: 'The answer is not understood', requestId };
};
