import { defineCommand } from '../../parse/command.ts';
import { table } from '../../terminal/table.ts';
import { instant } from '../../terminal/times.ts';
import { userArgument } from './user-flags.ts';

export const usersFactors = defineCommand({
  name: 'users factors',
  summary: 'List the second factors and passkeys of a person.',
  args: { user: userArgument },
  flags: {},
  examples: [{ line: 'users factors alice', does: 'With the ids that users reset-factors takes.' }],
  run: async ({ args, terminal, admin }) => {
    const { factors, recoveryCodes } = await (await admin()).users.factors.query({ id: args.user });
    const rows = factors.map(({ kind, id, name, createdAt, lastUsedAt }) => [
      id ?? kind,
      name ?? 'Authenticator app',
      instant(createdAt) ?? '',
      instant(lastUsedAt) ?? '',
    ]);
    return {
      data: {
        factors: factors.map(({ kind, id, name, createdAt, lastUsedAt }) => ({
          kind,
          id,
          name,
          created_at: createdAt,
          last_used_at: lastUsedAt,
        })),
        recovery_codes_left: recoveryCodes,
      },
      lines: factors.length === 0 ? [] : table(['FACTOR', 'CALLED', 'ADDED', 'LAST USED'], rows, terminal),
      notes:
        factors.length === 0
          ? ['The person has no second factor; they set one up on their account page.']
          : [`Recovery codes left: ${recoveryCodes}`],
    };
  },
});
