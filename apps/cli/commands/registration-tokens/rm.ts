import { defineCommand } from '../../parse/command.ts';

export const registrationTokensRm = defineCommand({
  name: 'registration-tokens rm',
  summary: 'Remove an initial access token; the clients that were registered with it stay.',
  args: { id: { name: 'ID', doc: 'the id that registration-tokens ls shows' } },
  flags: {},
  examples: [{ line: 'registration-tokens rm P7C0b_ZFJf7dihcNMTFw55', does: 'Nobody registers with it any more.' }],
  run: async ({ args: { id }, admin }) => {
    await (await admin()).registrationTokens.remove.mutate({ id });
    return { data: { id }, lines: [`Removed the initial access token ${id}.`] };
  },
});
