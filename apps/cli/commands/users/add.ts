import { defineCommand } from '../../parse/command.ts';
import { readSecret } from '../../parse/files.ts';
import { requiredText, text, toggle } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { onceNote, secretLines } from '../../show/once.ts';
import { userJson, userLines } from '../../show/user.ts';
import { newProfile, typedClaims } from './claims.ts';
import { claimFlags, roleFlag } from './user-flags.ts';

export const usersAdd = defineCommand({
  name: 'users add',
  summary: 'Register a person who can sign in.',
  details: [
    'A password is made and shown this once, unless one comes from standard input. Passwords have 8 characters or more; those that are guessed quickly are refused.',
  ],
  args: {},
  flags: {
    username: requiredText({ placeholder: 'NAME', doc: 'What the person types to sign in.' }),
    email: text({ placeholder: 'ADDRESS', doc: 'The e-mail address; it signs in too.' }),
    'email-verified': toggle('The address is known to be theirs.'),
    ...claimFlags,
    'password-stdin': toggle('Read the password from standard input.'),
    'no-password': toggle('Give them none for now.'),
    disable: toggle('Register them switched off.'),
    role: roleFlag,
  },
  examples: [
    {
      line: "users add --username alice --email alice@example.com --name 'Alice Liddell'",
      does: 'With a password that is made and shown once.',
    },
    {
      line: 'users add --username bob --password-stdin --json < password.txt',
      does: 'For scripts, with a chosen password.',
    },
    {
      line: "users add --username carol --claim locale=de-CH --claim 'address.locality=St. Gallen'",
      does: 'With other claims.',
    },
  ],
  run: async ({ flags, terminal, admin }) => {
    if (flags['password-stdin'] && flags['no-password'])
      throw new UsageError('--password-stdin and --no-password exclude each other');
    const profile = newProfile(typedClaims(flags));
    const chosen = flags['password-stdin'] ? await readSecret('-', terminal) : undefined;
    const made = flags['no-password'] ? undefined : ({ generate: true } as const);
    const { account, password } = await (await admin()).users.add.mutate({
      username: flags.username,
      email: flags.email,
      emailVerified: flags['email-verified'],
      profile,
      state: flags.disable ? 'disabled' : 'active',
      role: flags.role,
      password: chosen ?? made,
    });
    return {
      data: { ...userJson(account), password },
      lines: [...userLines(account), ...(password === undefined ? [] : ['', ...secretLines('password', password)])],
      notes: onceNote('password', password),
    };
  },
});
