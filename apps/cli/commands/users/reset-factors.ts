import { defineCommand } from '../../parse/command.ts';
import { text } from '../../parse/flag.ts';
import { yes } from '../yes.ts';
import { userArgument } from './user-flags.ts';

export const usersResetFactors = defineCommand({
  name: 'users reset-factors',
  summary: 'Remove the second factors of a person, who has lost them.',
  details: [
    'Their password alone signs them in then: be sure who asks. They are told by mail where they have an address.',
    'Whoever signed in with a passkey only needs a password first: users passwd USER.',
  ],
  args: { user: userArgument },
  flags: {
    factor: text({
      placeholder: 'FACTOR',
      doc: 'Only this one: totp, or the id of a passkey. Everything, with the recovery codes, otherwise.',
    }),
    yes: yes.flag,
  },
  examples: [
    { line: 'users reset-factors alice', does: 'She has lost her phone, and her recovery codes.' },
    { line: 'users reset-factors alice --factor totp --yes', does: 'Her authenticator app alone, for scripts.' },
  ],
  run: async ({ args: { user }, flags: { factor, yes: isSure }, terminal, admin }) => {
    const what = factor === undefined ? 'all second factors' : `the second factor ${factor}`;
    await yes.ask(`Remove ${what} of ${user}?`, isSure, terminal);
    await (await admin()).users.resetFactors.mutate({ id: user, factor });
    return { data: { user, factor, removed: true }, lines: [`Removed ${what} of ${user}.`] };
  },
});
