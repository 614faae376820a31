import { answer } from '../problems/refused.ts';
import { needs } from '../procedures/needs.ts';
import { router } from '../procedures/trpc.ts';
import { pageOf, plainFilter } from '../schemas/fields.ts';
import { setting, settingChange, settingName, settingReset } from '../schemas/setting.ts';

export const settingsRouter = router({
  list: needs('settings:read')
    .input(plainFilter)
    .output(pageOf(setting))
    .query(async ({ input, ctx }) => answer(await ctx.management.settings.list(input))),
  get: needs('settings:read')
    .input(settingName)
    .output(setting)
    .query(async ({ input, ctx }) => answer(await ctx.management.settings.get(input.name))),
  // Who may register, or with how many factors people sign in, is as dangerous as a key
  set: needs('settings:write', { stepUp: true })
    .input(settingChange)
    .output(setting)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.settings.set(input, ctx.actor))),
  reset: needs('settings:write', { stepUp: true })
    .input(settingReset)
    .output(setting)
    .mutation(async ({ input, ctx }) => answer(await ctx.management.settings.reset(input, ctx.actor))),
});
