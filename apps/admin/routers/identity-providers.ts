import { z } from 'zod';
import { isHarmless } from '../authority/harmless.ts';
import { judgeGiving } from '../authority/judge.ts';
import { answer } from '../problems/refused.ts';
import { allow, needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { nothing, pageOf, switchedFilter } from '../schemas/fields.ts';
import {
  identityProvider,
  identityProviderChanges,
  newIdentityProvider,
  providerId,
  providerTrial,
} from '../schemas/identity-provider.ts';

/** Whoever says which provider is believed can have it say that they are an owner: that takes one. */
export const identityProvidersRouter = router({
  add: needs('identityProviders:write', { creates: true })
    .input(newIdentityProvider)
    .output(identityProvider)
    .mutation(async ({ input, ctx }) => {
      allow(judgeGiving(ctx.authority, ctx.now()));
      return answer(await ctx.management.identityProviders.add(input, ctx.actor));
    }),
  list: needs('identityProviders:read')
    .input(switchedFilter)
    .output(pageOf(identityProvider))
    .query(async ({ input, ctx }) => answer(await ctx.management.identityProviders.list(input))),
  show: needs('identityProviders:read')
    .input(providerId)
    .output(identityProvider)
    .query(async ({ input, ctx }) => answer(await ctx.management.identityProviders.show(input.id))),
  modify: needs('identityProviders:write')
    .input(identityProviderChanges)
    .output(identityProvider)
    .mutation(async ({ input, ctx }) => {
      if (!isHarmless(input)) allow(judgeGiving(ctx.authority, ctx.now()));
      return answer(await ctx.management.identityProviders.modify(input, ctx.actor));
    }),
  remove: needs('identityProviders:write', { stepUp: true })
    .input(providerId)
    .output(nothing)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.identityProviders.remove(input.id, ctx.actor))),
  test: needs('identityProviders:read')
    .input(providerId)
    .output(z.array(providerTrial).readonly())
    .query(async ({ input, ctx }) => answer(await ctx.management.identityProviders.test(input.id))),
});
