import { z } from 'zod';
import { answer } from '../problems/refused.ts';
import { procedure, router } from '../procedures/trpc.ts';
import { newResource, resource, resourceChanges, resourceUri, writtenResource } from '../schemas/resource.ts';

export const resourcesRouter = router({
  add: procedure
    .input(newResource)
    .output(writtenResource)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.resources.add(input, ctx.actor))),
  list: procedure.output(z.array(resource).readonly()).query(({ ctx }) => ctx.management.resources.list()),
  show: procedure
    .input(resourceUri)
    .output(resource)
    .query(async ({ input, ctx }) => answer(await ctx.management.resources.show(input.uri))),
  modify: procedure
    .input(resourceChanges)
    .output(writtenResource)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.resources.modify(input, ctx.actor))),
  remove: procedure
    .input(resourceUri)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.resources.remove(input.uri, ctx.actor))),
});
