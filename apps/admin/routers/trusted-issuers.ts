import { isHarmless } from '../authority/harmless.ts';
import { judgeGiving } from '../authority/judge.ts';
import { answer } from '../problems/refused.ts';
import { allow, needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { nothing, pageOf, switchedFilter } from '../schemas/fields.ts';
import { newTrustedIssuer, trustedIssuer, trustedIssuerChanges, trustedIssuerName } from '../schemas/trusted-issuer.ts';

/** Whoever says whose word is taken can have an owner be spoken for: that takes one. */
export const trustedIssuersRouter = router({
  add: needs('trustedIssuers:write', { creates: true })
    .input(newTrustedIssuer)
    .output(trustedIssuer)
    .mutation(async ({ input, ctx }) => {
      allow(judgeGiving(ctx.authority, ctx.now()));
      return answer(await ctx.management.trustedIssuers.add(input, ctx.actor));
    }),
  list: needs('trustedIssuers:read')
    .input(switchedFilter)
    .output(pageOf(trustedIssuer))
    .query(async ({ input, ctx }) => answer(await ctx.management.trustedIssuers.list(input))),
  show: needs('trustedIssuers:read')
    .input(trustedIssuerName)
    .output(trustedIssuer)
    .query(async ({ input, ctx }) => answer(await ctx.management.trustedIssuers.show(input.issuer))),
  modify: needs('trustedIssuers:write')
    .input(trustedIssuerChanges)
    .output(trustedIssuer)
    .mutation(async ({ input, ctx }) => {
      if (!isHarmless(input)) allow(judgeGiving(ctx.authority, ctx.now()));
      return answer(await ctx.management.trustedIssuers.modify(input, ctx.actor));
    }),
  remove: needs('trustedIssuers:write')
    .input(trustedIssuerName)
    .output(nothing)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.trustedIssuers.remove(input.issuer, ctx.actor))),
});
