import { DatabaseUnavailable, HashingBusy } from '@cardea/core';
import { initTRPC, TRPCError } from '@trpc/server';
import type { Requirement } from '../authority/judge.ts';
import type { AdminContext } from '../context.ts';
import { problemOf } from '../problems/problem-of.ts';

const trpc = initTRPC
  .context<AdminContext>()
  .meta<Requirement>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error }) => {
      const problem = problemOf(error);
      return { ...shape, message: problem.message, data: { ...shape.data, problem } };
    },
  });

export const router = trpc.router;
export const createCaller = trpc.createCallerFactory;

/** Faults of the database and a full queue of hashes pass: the caller may come again (design D7). */
const passing = trpc.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (!(cause instanceof DatabaseUnavailable || cause instanceof HashingBusy)) return result;
  throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', cause });
});

/** Asks for no permission: only `needs` builds on it. */
export const open = trpc.procedure.use(passing);
