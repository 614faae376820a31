import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { explainedRequest, explanation, explanationPage, refusalFilter } from '../schemas/explain.ts';

export const explainRouter = router({
  get: needs('explain:read')
    .input(explainedRequest)
    .output(explanation)
    .query(async ({ input, ctx }) => answer(await ctx.management.explain.get(input.requestId))),
  recent: needs('explain:read')
    .input(refusalFilter)
    .output(explanationPage)
    .query(({ input, ctx }) => ctx.management.explain.recent(input)),
});
