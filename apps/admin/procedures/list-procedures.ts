import type { AnyProcedure, AnyRouter } from '@trpc/server';
import { z } from 'zod';
import type { Requirement } from '../authority/judge.ts';

export interface ListedProcedure {
  /** `router.name`. */
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly requirement: Requirement;
  /** Absent where it takes nothing. */
  readonly input: z.ZodType | undefined;
  readonly output: z.ZodType;
}

const isProcedure = (value: unknown): value is AnyProcedure => typeof value === 'function' && '_def' in value;

const isRequirement = (meta: unknown): meta is Requirement =>
  typeof meta === 'object' && meta !== null && 'permission' in meta && 'stepUp' in meta;

const schemaOf = (value: unknown): z.ZodType | undefined => (value instanceof z.ZodType ? value : undefined);

/** Every procedure of a router with what it needs, takes and answers. Throws for one that says nothing of it. */
export const listProcedures = (router: AnyRouter): readonly ListedProcedure[] =>
  // tRPC keeps them flat, by their path
  Object.entries(router._def.procedures).map(([path, procedure]) => {
    if (!isProcedure(procedure)) throw new TypeError(`${path} is no procedure`);
    const { _def: definition } = procedure;
    const { meta, type, inputs } = definition;
    if (!isRequirement(meta)) throw new TypeError(`${path} names no permission`);
    // At run time tRPC keeps it beside the inputs; its types do not know
    const output = schemaOf('output' in definition ? definition.output : undefined);
    if (output === undefined) throw new TypeError(`${path} says not what it answers`);
    if (inputs.length > 1) throw new TypeError(`${path} has several inputs`);
    return { path, type, requirement: meta, input: schemaOf(inputs[0]), output };
  });
