import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { type AuthorityCode, authorityProblems } from './authority-problems.ts';
import type { CallErrorCode, ProblemCode } from './problem.ts';
import { statusOf } from './status.ts';

type TrpcCode = TRPCError['code'];

/** The tRPC code of what is refused for the call itself, or for a fault. */
const ofCalls: Readonly<Record<CallErrorCode, TrpcCode>> = {
  'input.invalid': 'BAD_REQUEST',
  'procedure.unknown': 'NOT_FOUND',
  'database.unavailable': 'SERVICE_UNAVAILABLE',
  'hashing.busy': 'SERVICE_UNAVAILABLE',
  internal: 'INTERNAL_SERVER_ERROR',
};

/** Who could do it after signing in anew is not known well enough yet (RFC 9470 §3); nobody else may do it at all. */
export const statusOfAuthority = (code: AuthorityCode): TrpcCode =>
  code === 'authority.step_up' ? 'UNAUTHORIZED' : 'FORBIDDEN';

const ofAuthority = Object.keys(authorityProblems).map(
  (code) => [code, statusOfAuthority(code as AuthorityCode)] as const,
);

const codes: Readonly<Record<string, TrpcCode>> = { ...statusOf, ...ofCalls, ...Object.fromEntries(ofAuthority) };

/** The HTTP status of the answer that tells a code; undefined for one of another version. */
export const statusOfCode = (code: string): number | undefined => {
  const own = Object.hasOwn(codes, code) ? codes[code] : undefined;
  return own && getHTTPStatusCodeFromError(new TRPCError({ code: own }));
};

/** Every code that a procedure can be refused with, under the HTTP status of its answer. */
export const codesByStatus = (): ReadonlyMap<number, readonly ProblemCode[]> => {
  const grouped = Map.groupBy(Object.keys(codes) as ProblemCode[], (code) => statusOfCode(code) ?? 0);
  return new Map([...grouped].toSorted(([one], [other]) => one - other));
};
