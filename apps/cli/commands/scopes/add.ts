import { defineCommand } from '../../parse/command.ts';
import { nameArgument, scopeFlags, scopeJson, scopeLines } from './scope-flags.ts';

export const scopesAdd = defineCommand({
  name: 'scopes add',
  summary: 'Register a scope.',
  args: { name: nameArgument },
  flags: scopeFlags,
  examples: [
    {
      line: "scopes add files:read --description 'See your files'",
      does: 'A scope and what people are told about it.',
    },
  ],
  run: async ({ args: { name }, flags, admin }) => {
    const scope = await (await admin()).scopes.add.mutate({
      name,
      description: flags.description,
      claims: flags.claim,
    });
    return { data: scopeJson(scope), lines: scopeLines(scope) };
  },
});
