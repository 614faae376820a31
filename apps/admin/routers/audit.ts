import { z } from 'zod';
import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { auditEntry, auditExport, auditFilter, auditProof, auditProofOptions } from '../schemas/audit.ts';
import { pageOf } from '../schemas/fields.ts';

export const auditRouter = router({
  search: needs('audit:read')
    .input(auditFilter)
    .output(pageOf(auditEntry))
    .query(async ({ input, ctx }) => answer(await ctx.management.audit.search(input))),
  export: needs('audit:read')
    .input(auditExport)
    .output(z.array(auditEntry).readonly())
    .query(({ input, ctx }) => ctx.management.audit.listAfter(input)),
  // A mutation: it seals what is not sealed yet.
  verify: needs('audit:read')
    .input(auditProofOptions)
    .output(auditProof)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.audit.verify(input))),
});
