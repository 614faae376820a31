import { type Branding, ISSUER_BRANDING } from '@cardea/core';
import { z } from 'zod';
import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { brandedClient, branding, brandingChanges, brandingOwner, brandingReset } from '../schemas/branding.ts';
import { nothing } from '../schemas/fields.ts';

const shown = ({ owner, ...rest }: Branding) => ({
  ...(owner === ISSUER_BRANDING ? {} : { clientId: owner }),
  ...rest,
});

export const brandingRouter = router({
  show: needs('branding:read')
    .input(brandingOwner)
    .output(branding)
    .query(async ({ input, ctx }) => shown(answer(await ctx.management.branding.show(input)))),
  listClients: needs('branding:read')
    .output(z.array(brandedClient).readonly())
    .query(async ({ ctx }) =>
      (await ctx.management.branding.listClients()).map(({ owner, ...rest }) => ({ clientId: owner, ...rest })),
    ),
  modify: needs('branding:write')
    .input(brandingChanges)
    .output(branding)
    .mutation(async ({ input, ctx }) => shown(answer(await ctx.management.branding.modify(input, ctx.actor)))),
  reset: needs('branding:write')
    .input(brandingReset)
    .output(nothing)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.branding.reset(input, ctx.actor))),
});
