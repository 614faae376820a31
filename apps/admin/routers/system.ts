import { z } from 'zod';
import { answer } from '../problems/refused.ts';
import { procedure, router } from '../procedures/trpc.ts';
import { backupFile, backupReport, finding, status } from '../schemas/system.ts';

export const systemRouter = router({
  status: procedure.output(status).query(({ ctx }) => ctx.system.status()),
  diagnose: procedure.output(z.array(finding).readonly()).query(({ ctx }) => ctx.system.diagnose()),
  backup: procedure
    .input(backupFile)
    .output(backupReport)
    .mutation(async ({ input, ctx }) => answer(await ctx.system.backup(input.file))),
});
