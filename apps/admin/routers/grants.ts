import { z } from 'zod';
import { overPerson } from '../authority/over-person.ts';
import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { nothing } from '../schemas/fields.ts';
import { allowedApplication, grantOfUser, ofUser } from '../schemas/session.ts';

export const grantsRouter = router({
  list: needs('grants:read')
    .input(ofUser)
    .output(z.array(allowedApplication).readonly())
    .query(async ({ input, ctx }) => answer(await ctx.management.grants.list(input.user))),
  revoke: needs('grants:write')
    .input(grantOfUser)
    .output(nothing)
    .mutation(async ({ input, ctx }) => {
      const { id: user } = await overPerson(ctx, input.user);
      return answer(await ctx.management.grants.revoke({ user, clientId: input.clientId }, ctx.actor));
    }),
});
