import { defineCommand } from '../../parse/command.ts';
import { yes } from '../yes.ts';

export const keysRetire = defineCommand({
  name: 'keys retire',
  summary: 'Withdraw a signing key at once.',
  details: [
    'What the key has signed counts no longer, as soon as verifiers have read the key set again. Where it was the current key, another one signs in its place.',
  ],
  args: { kid: { name: 'KID', doc: 'the id of the key; see: cardea keys ls' } },
  flags: { yes: yes.flag },
  examples: [
    { line: 'keys retire wqHxuJ0bGVZVWcLhlkTOmtX2TNPL_PIrpYZ7zTTlmEk --yes', does: 'The private key has leaked.' },
  ],
  run: async ({ args: { kid }, flags, terminal, admin }) => {
    await yes.ask(`Withdraw the key ${kid}? Every token it signed becomes worthless.`, flags.yes, terminal);
    await (await admin()).keys.retire.mutate({ kid });
    return { data: { kid, revoked: true }, lines: [`Withdrew the key ${kid}.`] };
  },
});
