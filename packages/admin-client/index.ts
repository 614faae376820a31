import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AdminRouter } from './contract.ts';

export type { AdminClientOptions } from './client/admin-client-options.ts';
export { type AdminClient, createAdminClient } from './client/create-admin-client.ts';
export type { AdminRouter, Problem, ProblemCode } from './contract.ts';
export type { AdminProblem, ProblemKind } from './problems/admin-problem.ts';
export { CallFailed, type CallProblemCode } from './problems/call-failed.ts';
export { problemOf } from './problems/problem-of.ts';
export { type DpopKey, generateDpopKey } from './proof/dpop-key.ts';

/** What each procedure takes, as `AdminInputs['clients']['add']`. */
export type AdminInputs = inferRouterInputs<AdminRouter>;
/** What each procedure answers, as `AdminOutputs['clients']['show']`. */
export type AdminOutputs = inferRouterOutputs<AdminRouter>;
