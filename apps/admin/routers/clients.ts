import { z } from 'zod';
import { answer } from '../problems/refused.ts';
import { procedure, router } from '../procedures/trpc.ts';
import {
  client,
  clientChanges,
  clientId,
  newClient,
  resetClient,
  secretReset,
  writtenClient,
} from '../schemas/client.ts';
import { page } from '../schemas/fields.ts';

export const clientsRouter = router({
  add: procedure
    .input(newClient)
    .output(writtenClient)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.clients.add(input, ctx.actor))),
  list: procedure
    .input(page)
    .output(z.array(client).readonly())
    .query(({ input, ctx }) => ctx.management.clients.list(input)),
  show: procedure
    .input(clientId)
    .output(client)
    .query(async ({ input, ctx }) => answer(await ctx.management.clients.show(input.id))),
  modify: procedure
    .input(clientChanges)
    .output(writtenClient)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.clients.modify(input, ctx.actor))),
  resetSecret: procedure
    .input(secretReset)
    .output(resetClient)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.clients.resetSecret(input, ctx.actor))),
  dropOldSecrets: procedure
    .input(clientId)
    .output(client)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.clients.dropOldSecrets(input.id, ctx.actor))),
  remove: procedure
    .input(clientId)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.clients.remove(input.id, ctx.actor))),
});
