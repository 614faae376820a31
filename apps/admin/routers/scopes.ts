import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { nothing, pageOf, plainFilter } from '../schemas/fields.ts';
import { scope, scopeChanges, scopeName } from '../schemas/scope.ts';

export const scopesRouter = router({
  add: needs('scopes:write', { creates: true })
    .input(scopeChanges)
    .output(scope)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.scopes.add(input, ctx.actor))),
  list: needs('scopes:read')
    .input(plainFilter)
    .output(pageOf(scope))
    .query(async ({ input, ctx }) => answer(await ctx.management.scopes.list(input))),
  modify: needs('scopes:write')
    .input(scopeChanges)
    .output(scope)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.scopes.modify(input, ctx.actor))),
  remove: needs('scopes:write')
    .input(scopeName)
    .output(nothing)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.scopes.remove(input.name, ctx.actor))),
});
