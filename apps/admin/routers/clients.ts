import { isAdminScope } from '@cardea/protocol';
import type { z } from 'zod';
import { isHarmless } from '../authority/harmless.ts';
import { judgeGiving } from '../authority/judge.ts';
import type { AdminContext } from '../context.ts';
import { answer } from '../problems/refused.ts';
import { allow, needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import {
  client,
  clientChanges,
  clientFilter,
  clientId,
  newClient,
  resetClient,
  secretReset,
  writtenClient,
} from '../schemas/client.ts';
import { nothing, pageOf } from '../schemas/fields.ts';

/** Scopes that administer Cardea are given by owners alone. */
const judgeScopes = ({ authority, now }: AdminContext, asked: readonly string[], had: readonly string[]): void => {
  if (asked.some((scope) => isAdminScope(scope) && !had.includes(scope))) allow(judgeGiving(authority, now()));
};

type Changes = z.output<typeof clientChanges>;

/** Through a client that people let administer Cardea an owner's rights pass: where it leads, and how, an owner says. */
const judgeChange = async (ctx: AdminContext, { scopes, ...changes }: Changes): Promise<void> => {
  const had = answer(await ctx.management.clients.changeable(changes.id)).scopes;
  if (had.some(isAdminScope) && !isHarmless(changes)) allow(judgeGiving(ctx.authority, ctx.now()));
  judgeScopes(ctx, scopes ?? [], had);
};

export const clientsRouter = router({
  add: needs('clients:write', { creates: true })
    .input(newClient)
    .output(writtenClient)
    .mutation(async ({ input, ctx }) => {
      judgeScopes(ctx, input.scopes ?? [], []);
      return answer(await ctx.management.clients.add(input, ctx.actor));
    }),
  list: needs('clients:read')
    .input(clientFilter)
    .output(pageOf(client))
    .query(async ({ input, ctx }) => answer(await ctx.management.clients.list(input))),
  show: needs('clients:read')
    .input(clientId)
    .output(client)
    .query(async ({ input, ctx }) => answer(await ctx.management.clients.show(input.id))),
  modify: needs('clients:write')
    .input(clientChanges)
    .output(writtenClient)
    .mutation(async ({ input, ctx }) => {
      await judgeChange(ctx, input);
      return answer(await ctx.management.clients.modify(input, ctx.actor));
    }),
  resetSecret: needs('clients:write', { stepUp: true, creates: true })
    .input(secretReset)
    .output(resetClient)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.clients.resetSecret(input, ctx.actor))),
  dropOldSecrets: needs('clients:write', { stepUp: true })
    .input(clientId)
    .output(client)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.clients.dropOldSecrets(input.id, ctx.actor))),
  remove: needs('clients:write')
    .input(clientId)
    .output(nothing)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.clients.remove(input.id, ctx.actor))),
});
