import { TRPCError } from '@trpc/server';
import type { Requirement } from '../authority/judge.ts';
import { judge } from '../authority/judge.ts';
import type { Permission } from '../authority/permission.ts';
import { type AuthorityCode, authorityProblems } from '../problems/authority-problems.ts';
import { statusOfAuthority } from '../problems/code-status.ts';
import { RefusedCall } from '../problems/refused.ts';
import { open } from './trpc.ts';

/** Refuses the call for a reason of authority; goes on where there is none. */
export const allow = (code: AuthorityCode | undefined, subject?: string): void => {
  if (code === undefined) return;
  const { message, mend } = authorityProblems[code];
  const problem = { code, message: subject === undefined ? message : `${message}: ${subject}`, mend };
  throw new TRPCError({
    code: statusOfAuthority(code),
    message: problem.message,
    cause: new RefusedCall(problem),
  });
};

/** A procedure for whoever has the permission: there is no other way to make one. It is judged before the input is read. */
export const needs = (
  permission: Permission,
  { stepUp = false, creates = false }: Partial<Omit<Requirement, 'permission'>> = {},
) => {
  const requirement: Requirement = { permission, stepUp, creates };
  return open.meta(requirement).use(({ ctx, next }) => {
    allow(judge(ctx.authority, requirement, ctx.now()), `admin:${permission}`);
    ctx.first?.();
    return next();
  });
};
