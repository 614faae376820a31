import { defineCommand } from '../../parse/command.ts';
import { providerJson, providerLines } from '../../show/provider.ts';
import { providerArgument } from './provider-flags.ts';

export const providersShow = defineCommand({
  name: 'providers show',
  summary: 'Show an identity provider.',
  args: { id: providerArgument },
  flags: {},
  examples: [{ line: 'providers show github', does: 'Its settings, and the redirect URI to register there.' }],
  run: async ({ args: { id }, admin }) => {
    const provider = await (await admin()).identityProviders.show.query({ id });
    return { data: providerJson(provider), lines: providerLines(provider) };
  },
});
