import { overPerson } from '../authority/over-person.ts';
import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { nothing, pageOf } from '../schemas/fields.ts';
import { endedSessions, ofUser, session, sessionFilter, sessionOfUser } from '../schemas/session.ts';

export const sessionsRouter = router({
  list: needs('sessions:read')
    .input(sessionFilter)
    .output(pageOf(session))
    .query(async ({ input, ctx }) => answer(await ctx.management.sessions.list(input))),
  end: needs('sessions:write')
    .input(sessionOfUser)
    .output(nothing)
    .mutation(async ({ input, ctx }) => {
      const { id: user } = await overPerson(ctx, input.user);
      return answer(await ctx.management.sessions.end({ user, id: input.id }, ctx.actor));
    }),
  endAll: needs('sessions:write')
    .input(ofUser)
    .output(endedSessions)
    .mutation(async ({ input, ctx }) => {
      const { id } = await overPerson(ctx, input.user);
      return answer(await ctx.management.sessions.endAll(id, ctx.actor));
    }),
});
