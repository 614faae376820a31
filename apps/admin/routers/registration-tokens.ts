import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { nothing, pageOf, plainFilter } from '../schemas/fields.ts';
import {
  createdRegistrationToken,
  newRegistrationToken,
  registrationToken,
  registrationTokenId,
} from '../schemas/registration-token.ts';

export const registrationTokensRouter = router({
  add: needs('registrationTokens:write', { creates: true })
    .input(newRegistrationToken)
    .output(createdRegistrationToken)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.registrationTokens.add(input, ctx.actor))),
  list: needs('registrationTokens:read')
    .input(plainFilter)
    .output(pageOf(registrationToken))
    .query(async ({ input, ctx }) => answer(await ctx.management.registrationTokens.list(input))),
  remove: needs('registrationTokens:write')
    .input(registrationTokenId)
    .output(nothing)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.registrationTokens.remove(input.id, ctx.actor))),
});
