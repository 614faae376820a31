import { defineCommand } from '../../parse/command.ts';
import { facts } from '../../terminal/table.ts';
import { providerArgument } from './provider-flags.ts';

export const providersTest = defineCommand({
  name: 'providers test',
  summary: 'Ask an identity provider whether it works.',
  details: [
    'Reads its discovery document and its keys, and shows it the client secret with a code that nobody has. Ends with 1 where something fails. Only a person can try the rest.',
  ],
  args: { id: providerArgument },
  flags: {},
  examples: [{ line: 'providers test google', does: 'What it answers, step by step.' }],
  run: async ({ args: { id }, admin }) => {
    const trials = await (await admin()).identityProviders.test.query({ id });
    return {
      data: trials,
      lines: facts(trials.map(({ step, succeeded, detail }) => [`${succeeded ? 'ok' : 'failed'}  ${step}`, detail])),
      exitCode: trials.every(({ succeeded }) => succeeded) ? 0 : 1,
    };
  },
});
