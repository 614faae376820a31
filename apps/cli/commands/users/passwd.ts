import { defineCommand } from '../../parse/command.ts';
import { readSecret } from '../../parse/files.ts';
import { toggle } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { onceNote, secretLines } from '../../show/once.ts';
import { userJson } from '../../show/user.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { userArgument } from './user-flags.ts';

const ask = async (username: string, terminal: Terminal): Promise<string> => {
  const password = await terminal.askSecret(`New password of ${username}: `);
  if ((await terminal.askSecret('The same again: ')) === password) return password;
  throw new UsageError('the two passwords are not the same', 'Type them again');
};

export const usersPasswd = defineCommand({
  name: 'users passwd',
  summary: 'Give a person a new password.',
  details: [
    'It is asked for at a terminal, and not shown. The person is signed out everywhere, and the tokens of their apps end.',
  ],
  args: { user: userArgument },
  flags: {
    'password-stdin': toggle('Read the password from standard input.'),
    generate: toggle('Make one, which is shown this once.'),
  },
  examples: [
    { line: 'users passwd alice', does: 'Asks for it twice.' },
    { line: 'users passwd alice --generate', does: 'One that is made.' },
    { line: 'users passwd alice --password-stdin < password.txt', does: 'For scripts.' },
  ],
  run: async ({ args, flags, terminal, admin }) => {
    if (flags['password-stdin'] && flags.generate)
      throw new UsageError('--password-stdin and --generate exclude each other');
    const given = flags['password-stdin'] ? await readSecret('-', terminal) : undefined;
    const procedures = await admin();
    const { id, username } = await procedures.users.show.query({ id: args.user });
    const chosen = flags.generate ? ({ generate: true } as const) : (given ?? (await ask(username, terminal)));
    const { account, password } = await procedures.users.setPassword.mutate({ id, password: chosen });
    return {
      data: { ...userJson(account), password },
      lines: [
        `${account.username} has a new password, and is signed out everywhere.`,
        ...(password === undefined ? [] : ['', ...secretLines('password', password)]),
      ],
      notes: onceNote('password', password),
    };
  },
});
