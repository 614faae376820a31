import { z } from 'zod';
import { answer } from '../problems/refused.ts';
import { allow, needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { backupFile, backupReport, finding, status } from '../schemas/system.ts';

export const systemRouter = router({
  status: needs('system:read')
    .output(status)
    .query(({ ctx }) => ctx.system.status()),
  diagnose: needs('system:read')
    .output(z.array(finding).readonly())
    .query(({ ctx }) => ctx.system.diagnose()),
  backup: needs('system:write')
    .input(backupFile)
    .output(backupReport)
    .mutation(async ({ input, ctx }) => {
      // It writes a file wherever the server may.
      allow(ctx.authority.kind === 'operator' ? undefined : 'authority.operator_only');
      return answer(await ctx.system.backup(input.file));
    }),
});
