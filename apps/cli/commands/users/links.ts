import { defineCommand } from '../../parse/command.ts';
import { table } from '../../terminal/table.ts';
import { instant } from '../../terminal/times.ts';
import { userArgument } from './user-flags.ts';

export const usersLinks = defineCommand({
  name: 'users links',
  summary: 'List the identity providers that a person signs in at.',
  args: { user: userArgument },
  flags: {},
  examples: [{ line: 'users links alice', does: 'Each with what she is called there.' }],
  run: async ({ args, terminal, admin }) => {
    const links = await (await admin()).users.links.query({ id: args.user });
    const rows = links.map(({ providerId, label, subject, usedAt }) => [
      providerId,
      label ?? '',
      subject,
      instant(usedAt) ?? '',
    ]);
    return {
      data: links.map(({ providerId, subject, label, createdAt, usedAt }) => ({
        provider: providerId,
        subject,
        label,
        created_at: createdAt,
        used_at: usedAt,
      })),
      lines: links.length === 0 ? [] : table(['PROVIDER', 'CALLED THERE', 'SUBJECT', 'LAST USED'], rows, terminal),
      notes: links.length === 0 ? ['The person has no link; they make one on their account page.'] : [],
    };
  },
});
