import { isAdminScope } from '@cardea/protocol';
import { judgeGiving } from '../authority/judge.ts';
import { overPerson } from '../authority/over-person.ts';
import { answer } from '../problems/refused.ts';
import { allow, needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { nothing, pageOf } from '../schemas/fields.ts';
import { createdToken, newToken, token, tokenFilter, tokenName, tokenRevocation } from '../schemas/token.ts';

export const tokensRouter = router({
  create: needs('tokens:write', { creates: true })
    .input(newToken)
    .output(createdToken)
    .mutation(async ({ input, ctx }) => {
      if (input.scopes.some(isAdminScope)) allow(judgeGiving(ctx.authority, ctx.now()));
      return answer(await ctx.management.tokens.create(input, ctx.actor));
    }),
  list: needs('tokens:read')
    .input(tokenFilter)
    .output(pageOf(token))
    .query(async ({ input, ctx }) => answer(await ctx.management.tokens.list(input))),
  // A mutation, so that a pasted token travels in a body and never in a URL.
  show: needs('tokens:read')
    .input(tokenName)
    .output(token)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.tokens.show(input.idOrToken))),
  revoke: needs('tokens:write')
    .input(tokenName)
    .output(token)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.tokens.revoke(input.idOrToken, ctx.actor))),
  revokeAll: needs('tokens:write')
    .input(tokenRevocation)
    .output(nothing)
    .mutation(async ({ input: { clientId, user }, ctx }) => {
      const account = user === undefined ? undefined : await overPerson(ctx, user);
      return answer(await ctx.management.tokens.revokeAll({ clientId, user: account?.id }, ctx.actor));
    }),
});
