import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { nothing, pageOf } from '../schemas/fields.ts';
import { delivery, deliveryFilter, deliveryId } from '../schemas/outbox.ts';

export const outboxRouter = router({
  list: needs('outbox:read')
    .input(deliveryFilter)
    .output(pageOf(delivery))
    .query(async ({ input, ctx }) => answer(await ctx.management.outbox.list(input))),
  show: needs('outbox:read')
    .input(deliveryId)
    .output(delivery)
    .query(async ({ input, ctx }) => answer(await ctx.management.outbox.show(input.id))),
  retry: needs('outbox:write')
    .input(deliveryId)
    .output(delivery)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.outbox.retry(input.id, ctx.actor))),
  drop: needs('outbox:write')
    .input(deliveryId)
    .output(nothing)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.outbox.drop(input.id, ctx.actor))),
});
