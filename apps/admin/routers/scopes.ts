import { z } from 'zod';
import { answer } from '../problems/refused.ts';
import { procedure, router } from '../procedures/trpc.ts';
import { scope, scopeChanges, scopeName } from '../schemas/scope.ts';

export const scopesRouter = router({
  add: procedure
    .input(scopeChanges)
    .output(scope)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.scopes.add(input, ctx.actor))),
  list: procedure.output(z.array(scope).readonly()).query(({ ctx }) => ctx.management.scopes.list()),
  modify: procedure
    .input(scopeChanges)
    .output(scope)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.scopes.modify(input, ctx.actor))),
  remove: procedure
    .input(scopeName)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.scopes.remove(input.name, ctx.actor))),
});
