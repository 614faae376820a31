import { z } from 'zod';
import type { AdminContext } from '../context.ts';
import { answer } from '../problems/refused.ts';
import { allow, needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { backupFile, backupReport, finding, newOwner, setUpLink, status } from '../schemas/system.ts';
import { writtenUser } from '../schemas/user.ts';

/** What is for whoever has a shell at the machine, and for no token. */
const operatorOnly = ({ authority }: AdminContext): void =>
  allow(authority.kind === 'operator' ? undefined : 'authority.operator_only');

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
      operatorOnly(ctx);
      return answer(await ctx.system.backup(input.file));
    }),
  setUpLink: needs('system:write')
    .output(setUpLink)
    .mutation(async ({ ctx }) => {
      operatorOnly(ctx);
      return answer(await ctx.management.setUp.link(ctx.actor));
    }),
  setUpOwner: needs('system:write')
    .input(newOwner)
    .output(writtenUser)
    .mutation(async ({ input, ctx }) => {
      operatorOnly(ctx);
      return answer(await ctx.management.setUp.owner(input, ctx.actor));
    }),
});
