import { explainCall } from '../explain/explain-call.ts';
import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import {
  explainedRequest,
  explanation,
  refusalFilter,
  simulatedAuthorization,
  simulatedToken,
  simulation,
} from '../schemas/explain.ts';
import { pageOf } from '../schemas/fields.ts';

export const explainRouter = router({
  get: needs('explain:read')
    .input(explainedRequest)
    .output(explanation)
    .query(async ({ input, ctx }) => explainCall(answer(await ctx.management.explain.get(input.requestId)))),
  recent: needs('explain:read')
    .input(refusalFilter)
    .output(pageOf(explanation))
    .query(async ({ input, ctx }) => {
      const page = answer(await ctx.management.explain.recent(input));
      return { ...page, items: page.items.map(explainCall) };
    }),
  // Mutations that change nothing: codes and tokens travel in a body and never in a URL.
  simulateToken: needs('explain:read')
    .input(simulatedToken)
    .output(simulation)
    .mutation(({ input, ctx }) => ctx.management.explain.simulate.token(input)),
  simulateAuthorization: needs('explain:read')
    .input(simulatedAuthorization)
    .output(simulation)
    .mutation(({ input, ctx }) => ctx.management.explain.simulate.authorize(input)),
});
