import { z } from 'zod';
import { answer } from '../problems/refused.ts';
import { procedure, router } from '../procedures/trpc.ts';
import { keyId, rotation, signingKey } from '../schemas/key.ts';

export const keysRouter = router({
  list: procedure.output(z.array(signingKey).readonly()).query(({ ctx }) => ctx.management.keys.list()),
  rotate: procedure
    .input(rotation)
    .output(signingKey)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.keys.rotate(input, ctx.actor))),
  retire: procedure
    .input(keyId)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.keys.retire(input.kid, ctx.actor))),
});
