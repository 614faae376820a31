import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { nothing, pageOf } from '../schemas/fields.ts';
import { keyId, rotation, signingKey } from '../schemas/key.ts';

export const keysRouter = router({
  list: needs('keys:read')
    .output(pageOf(signingKey))
    .query(async ({ ctx }) => ({ items: await ctx.management.keys.list() })),
  rotate: needs('keys:write', { stepUp: true })
    .input(rotation)
    .output(signingKey)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.keys.rotate(input, ctx.actor))),
  retire: needs('keys:write', { stepUp: true })
    .input(keyId)
    .output(nothing)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.keys.retire(input.kid, ctx.actor))),
});
