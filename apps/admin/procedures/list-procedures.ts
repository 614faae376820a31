import type { AnyProcedure, AnyRouter } from '@trpc/server';
import type { Requirement } from '../authority/judge.ts';

export interface ListedProcedure {
  /** `router.name`. */
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly requirement: Requirement;
}

const isProcedure = (value: unknown): value is AnyProcedure => typeof value === 'function' && '_def' in value;

const isRequirement = (meta: unknown): meta is Requirement =>
  typeof meta === 'object' && meta !== null && 'permission' in meta && 'stepUp' in meta;

/** Every procedure of a router with what it needs. Throws for one that says nothing of it. */
export const listProcedures = (router: AnyRouter): readonly ListedProcedure[] =>
  // tRPC keeps them flat, by their path
  Object.entries(router._def.procedures).map(([path, procedure]) => {
    const meta: unknown = isProcedure(procedure) ? procedure._def.meta : undefined;
    if (!isProcedure(procedure) || !isRequirement(meta)) throw new TypeError(`${path} names no permission`);
    return { path, type: procedure._def.type, requirement: meta };
  });
