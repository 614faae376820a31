import { z } from 'zod';
import { judgeGiving } from '../authority/judge.ts';
import { overPerson } from '../authority/over-person.ts';
import { answer } from '../problems/refused.ts';
import { allow, needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { appPassword, appPasswordOfUser, createdAppPassword, newAppPassword } from '../schemas/app-password.ts';
import { factorRemoval, factors } from '../schemas/factor.ts';
import { nothing, pageOf } from '../schemas/fields.ts';
import { identityLink, linkOfUser } from '../schemas/identity-provider.ts';
import {
  newUser,
  passwordChange,
  passwordLink,
  passwordLinkWish,
  user,
  userChanges,
  userFilter,
  userId,
  writtenUser,
} from '../schemas/user.ts';

export const usersRouter = router({
  add: needs('users:write', { creates: true })
    .input(newUser)
    .output(writtenUser)
    .mutation(async ({ input, ctx }) => {
      if (input.role !== undefined) allow(judgeGiving(ctx.authority, ctx.now()));
      return answer(await ctx.management.accounts.add(input, ctx.actor));
    }),
  list: needs('users:read')
    .input(userFilter)
    .output(pageOf(user))
    .query(async ({ input, ctx }) => answer(await ctx.management.accounts.list(input))),
  show: needs('users:read')
    .input(userId)
    .output(user)
    .query(async ({ input, ctx }) => answer(await ctx.management.accounts.show(input.id))),
  modify: needs('users:write')
    .input(userChanges)
    .output(user)
    .mutation(async ({ input, ctx }) => {
      const account = await overPerson(ctx, input.id);
      if (input.role !== undefined) allow(judgeGiving(ctx.authority, ctx.now(), account));
      return answer(await ctx.management.accounts.modify(input, ctx.actor));
    }),
  setPassword: needs('users:write')
    .input(passwordChange)
    .output(writtenUser)
    .mutation(async ({ input, ctx }) => {
      await overPerson(ctx, input.id);
      return answer(await ctx.management.accounts.setPassword(input, ctx.actor));
    }),
  passwordLink: needs('users:write')
    .input(passwordLinkWish)
    .output(passwordLink)
    .mutation(async ({ input, ctx }) => {
      await overPerson(ctx, input.id);
      return answer(await ctx.management.accounts.passwordLink(input, ctx.actor));
    }),
  remove: needs('users:write')
    .input(userId)
    .output(nothing)
    .mutation(async ({ input, ctx }) => {
      await overPerson(ctx, input.id);
      return answer(await ctx.management.accounts.remove(input.id, ctx.actor));
    }),
  appPasswords: needs('users:read')
    .input(userId)
    .output(z.array(appPassword).readonly())
    .query(async ({ input, ctx }) => answer(await ctx.management.appPasswords.list(input.id))),
  // It goes around the second factor of whoever it stands for
  addAppPassword: needs('users:write', { stepUp: true, creates: true })
    .input(newAppPassword)
    .output(createdAppPassword)
    .mutation(async ({ input: { id, ...wish }, ctx }) => {
      const account = await overPerson(ctx, id);
      return answer(await ctx.management.appPasswords.add({ user: account.id, ...wish }, ctx.actor));
    }),
  removeAppPassword: needs('users:write')
    .input(appPasswordOfUser)
    .output(nothing)
    .mutation(async ({ input, ctx }) => {
      const { id: user } = await overPerson(ctx, input.id);
      return answer(await ctx.management.appPasswords.remove({ user, id: input.appPassword }, ctx.actor));
    }),
  removeAppPasswords: needs('users:write')
    .input(userId)
    .output(nothing)
    .mutation(async ({ input, ctx }) => {
      const { id: user } = await overPerson(ctx, input.id);
      return answer(await ctx.management.appPasswords.removeAll(user, ctx.actor));
    }),
  links: needs('users:read')
    .input(userId)
    .output(z.array(identityLink).readonly())
    .query(async ({ input, ctx }) => answer(await ctx.management.identityLinks.list(input.id))),
  unlink: needs('users:write')
    .input(linkOfUser)
    .output(nothing)
    .mutation(async ({ input, ctx }) => {
      const { id } = await overPerson(ctx, input.id);
      return answer(await ctx.management.identityLinks.remove({ user: id, provider: input.provider }, ctx.actor));
    }),
  factors: needs('users:read')
    .input(userId)
    .output(factors)
    .query(async ({ input, ctx }) => answer(await ctx.management.factors.list(input.id))),
  resetFactors: needs('users:write')
    .input(factorRemoval)
    .output(nothing)
    .mutation(async ({ input, ctx }) => {
      const { id } = await overPerson(ctx, input.id);
      return answer(await ctx.management.factors.remove({ ...input, id }, ctx.actor));
    }),
});
