import { defineCommand } from '../../parse/command.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { nameArgument, scopeFlags, scopeJson, scopeLines } from './scope-flags.ts';

export const scopesMod = defineCommand({
  name: 'scopes mod',
  summary: 'Change what is said of a scope.',
  args: { name: nameArgument },
  flags: scopeFlags,
  examples: [{ line: "scopes mod files:read --description 'See your files'", does: 'What people are told about it.' }],
  run: async ({ args: { name }, flags, admin }) => {
    if (flags.description === undefined && flags.claim === undefined) {
      throw new UsageError('nothing is to be changed', 'Name --description or --claim');
    }
    const changes = { name, description: flags.description, claims: flags.claim };
    const scope = await (await admin()).scopes.modify.mutate(changes);
    return { data: scopeJson(scope), lines: scopeLines(scope) };
  },
});
