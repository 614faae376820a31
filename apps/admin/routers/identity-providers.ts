import { z } from 'zod';
import { answer } from '../problems/refused.ts';
import { procedure, router } from '../procedures/trpc.ts';
import {
  identityLink,
  identityProvider,
  identityProviderChanges,
  linkOfUser,
  newIdentityProvider,
  providerId,
  providerTrial,
} from '../schemas/identity-provider.ts';
import { userId } from '../schemas/user.ts';

export const identityProvidersRouter = router({
  add: procedure
    .input(newIdentityProvider)
    .output(identityProvider)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.identityProviders.add(input, ctx.actor))),
  list: procedure
    .output(z.array(identityProvider).readonly())
    .query(({ ctx }) => ctx.management.identityProviders.list()),
  show: procedure
    .input(providerId)
    .output(identityProvider)
    .query(async ({ input, ctx }) => answer(await ctx.management.identityProviders.show(input.id))),
  modify: procedure
    .input(identityProviderChanges)
    .output(identityProvider)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.identityProviders.modify(input, ctx.actor))),
  remove: procedure
    .input(providerId)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.identityProviders.remove(input.id, ctx.actor))),
  test: procedure
    .input(providerId)
    .output(z.array(providerTrial).readonly())
    .query(async ({ input, ctx }) => answer(await ctx.management.identityProviders.test(input.id))),
  links: procedure
    .input(userId)
    .output(z.array(identityLink).readonly())
    .query(async ({ input, ctx }) => answer(await ctx.management.identityLinks.list(input.id))),
  unlink: procedure
    .input(linkOfUser)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.identityLinks.remove(input, ctx.actor))),
});
