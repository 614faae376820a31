import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { nothing, pageOf, switchedFilter } from '../schemas/fields.ts';
import { newResource, resource, resourceChanges, resourceUri, writtenResource } from '../schemas/resource.ts';

export const resourcesRouter = router({
  add: needs('resources:write', { creates: true })
    .input(newResource)
    .output(writtenResource)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.resources.add(input, ctx.actor))),
  list: needs('resources:read')
    .input(switchedFilter)
    .output(pageOf(resource))
    .query(async ({ input, ctx }) => answer(await ctx.management.resources.list(input))),
  show: needs('resources:read')
    .input(resourceUri)
    .output(resource)
    .query(async ({ input, ctx }) => answer(await ctx.management.resources.show(input.uri))),
  modify: needs('resources:write')
    .input(resourceChanges)
    .output(writtenResource)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.resources.modify(input, ctx.actor))),
  remove: needs('resources:write')
    .input(resourceUri)
    .output(nothing)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.resources.remove(input.uri, ctx.actor))),
});
