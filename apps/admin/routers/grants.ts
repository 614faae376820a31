import { overPerson } from '../authority/over-person.ts';
import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { nothing, pageOf } from '../schemas/fields.ts';
import { grant, grantFilter, grantOfUser } from '../schemas/session.ts';

export const grantsRouter = router({
  list: needs('grants:read')
    .input(grantFilter)
    .output(pageOf(grant))
    .query(async ({ input, ctx }) => answer(await ctx.management.grants.list(input))),
  revoke: needs('grants:write')
    .input(grantOfUser)
    .output(nothing)
    .mutation(async ({ input, ctx }) => {
      const { id: user } = await overPerson(ctx, input.user);
      return answer(await ctx.management.grants.revoke({ user, clientId: input.clientId }, ctx.actor));
    }),
});
