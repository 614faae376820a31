import { z } from 'zod';
import { answer } from '../problems/refused.ts';
import { procedure, router } from '../procedures/trpc.ts';
import { createdToken, newToken, token, tokenFilter, tokenName, tokensOfClient } from '../schemas/token.ts';

export const tokensRouter = router({
  create: procedure
    .input(newToken)
    .output(createdToken)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.tokens.create(input, ctx.actor))),
  list: procedure
    .input(tokenFilter)
    .output(z.array(token).readonly())
    .query(({ input, ctx }) => ctx.management.tokens.list(input)),
  // A mutation, so that a pasted token travels in a body and never in a URL.
  show: procedure
    .input(tokenName)
    .output(token)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.tokens.show(input.idOrToken))),
  revoke: procedure
    .input(tokenName)
    .output(token)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.tokens.revoke(input.idOrToken, ctx.actor))),
  revokeAll: procedure
    .input(tokensOfClient)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.tokens.revokeAll(input, ctx.actor))),
});
