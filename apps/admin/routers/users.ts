import { z } from 'zod';
import { answer } from '../problems/refused.ts';
import { procedure, router } from '../procedures/trpc.ts';
import { page } from '../schemas/fields.ts';
import { newUser, passwordChange, user, userChanges, userId, writtenUser } from '../schemas/user.ts';

export const usersRouter = router({
  add: procedure
    .input(newUser)
    .output(writtenUser)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.accounts.add(input, ctx.actor))),
  list: procedure
    .input(page)
    .output(z.array(user).readonly())
    .query(({ input, ctx }) => ctx.management.accounts.list(input)),
  show: procedure
    .input(userId)
    .output(user)
    .query(async ({ input, ctx }) => answer(await ctx.management.accounts.show(input.id))),
  modify: procedure
    .input(userChanges)
    .output(user)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.accounts.modify(input, ctx.actor))),
  setPassword: procedure
    .input(passwordChange)
    .output(writtenUser)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.accounts.setPassword(input, ctx.actor))),
  remove: procedure
    .input(userId)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.accounts.remove(input.id, ctx.actor))),
});
