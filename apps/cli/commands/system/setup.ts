import { defineCommand } from '../../parse/command.ts';
import { readSecret } from '../../parse/files.ts';
import { text, toggle } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { onceNote, secretLines } from '../../show/once.ts';
import { userJson, userLines } from '../../show/user.ts';
import type { Terminal } from '../../terminal/terminal.ts';

const askTwice = async (terminal: Terminal): Promise<string> => {
  const password = await terminal.askSecret('Password: ');
  if ((await terminal.askSecret('The same again: ')) === password) return password;
  throw new UsageError('the two passwords are not the same', 'Type them again');
};

const askName = async (terminal: Terminal): Promise<string> => {
  const username = await terminal.askLine('User name of the owner: ');
  if (username === '') throw new UsageError('an owner needs a user name', 'Type one, or give --username NAME');
  return username;
};

export const setup = defineCommand({
  name: 'setup',
  summary: 'Make the first owner of a server, who then manages it in the console.',
  details: [
    'There is no default account and no default password. What is not on the command line is asked for at a terminal. Refused once the server has an owner.',
    'A server without an owner also shows a link on its first screen that does the same in a browser; --link makes another. It works once, for an hour, and while there is no owner.',
  ],
  isLocal: true,
  args: {},
  flags: {
    username: text({ placeholder: 'NAME', doc: 'What the owner types to sign in.' }),
    email: text({ placeholder: 'ADDRESS', doc: 'Their e-mail address; it signs in too.' }),
    'password-stdin': toggle('Read the password from standard input.'),
    generate: toggle('Make a password, which is shown this once.'),
    link: toggle('Make a link instead, with which whoever opens it becomes the owner.'),
  },
  examples: [
    { line: 'setup', does: 'Asks for the name and the password.' },
    { line: 'setup --username olga --generate', does: 'With a password that is made.' },
    { line: 'setup --username olga --password-stdin --json < password.txt', does: 'For scripts.' },
    { line: 'setup --link', does: 'A link to open in a browser.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    const { username, email, generate, link } = flags;
    if (flags['password-stdin'] && generate) throw new UsageError('--password-stdin and --generate exclude each other');
    if (link) {
      if (username !== undefined || email !== undefined || generate || flags['password-stdin'])
        throw new UsageError('with --link the owner is chosen in the browser', 'Leave out the other flags');
      const made = await (await admin()).system.setUpLink.mutate();
      const until = new Date(made.expiresAt * 1000).toISOString();
      return {
        data: { url: made.url, expires_at: made.expiresAt },
        lines: [made.url],
        notes: [...onceNote('link', made.url), `It works once, until ${until}, and while there is no owner.`],
      };
    }
    const given = flags['password-stdin'] ? await readSecret('-', terminal) : undefined;
    if (username === undefined && given !== undefined)
      throw new UsageError('--password-stdin needs --username', 'Add: --username NAME');
    const name = username ?? (await askName(terminal));
    const chosen = generate ? ({ generate: true } as const) : (given ?? (await askTwice(terminal)));
    const owner = { username: name, email, password: chosen };
    const { account, password } = await (await admin()).system.setUpOwner.mutate(owner);
    return {
      data: { ...userJson(account), password },
      lines: [...userLines(account), ...(password === undefined ? [] : ['', ...secretLines('password', password)])],
      notes: [...onceNote('password', password), 'Sign in at the console: /admin of the issuer.'],
    };
  },
});
