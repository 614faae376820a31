import { type Command, commands, commonFlags, exitCodes, type Flag, groups, remoteFlags, usage } from '@cardea/cli';
import { markdownTable } from './markdown-table.ts';
import { heading, type Page } from './page.ts';

const code = (text: string): string => `\`${text}\``;

const flagRow = ([name, { placeholder, doc, choices, required }]: readonly [string, Flag]): readonly string[] => [
  code(placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`),
  [doc, choices && `One of ${choices.map(code).join(', ')}.`, required && 'Needed.']
    .filter((part) => typeof part === 'string')
    .join(' '),
];

const example = ({ line, does }: Command['examples'][0]): string => `# ${does}\ncardea ${line}`;

const section = (command: Command): string => {
  const { name, summary, details = [], args, flags, examples } = command;
  const rows = [
    ...Object.values(args).map((argument) => [code(argument.name), argument.doc]),
    ...Object.entries(flags).map(flagRow),
  ];
  return [
    `## ${name}\n`,
    `${summary}\n`,
    `\`\`\`sh\n${usage(command)}\n\`\`\`\n`,
    ...details.map((paragraph) => `${paragraph}\n`),
    ...(rows.length > 0 ? [`${markdownTable(['', ''], rows)}\n`] : []),
    ...(examples.length > 0 ? [`\`\`\`sh\n${examples.map(example).join('\n\n')}\n\`\`\`\n`] : []),
  ].join('\n');
};

const contents = (): string => {
  const rows = (own: readonly Command[]) =>
    own.map(({ name, summary }) => `- [\`cardea ${name}\`](#${name.replaceAll(' ', '-')}): ${summary}`);
  const grouped = Object.entries(groups).map(([group, about]) => {
    const own = commands.filter(({ name }) => name.startsWith(`${group} `));
    return [`**${about}**\n`, ...rows(own), ''].join('\n');
  });
  const single = commands.filter(({ name }) => !name.includes(' '));
  return [...grouped, '**The server and its database.**\n', ...rows(single), ''].join('\n');
};

export const cliPage: Page = {
  file: 'cli.md',
  render: () =>
    [
      heading('Command line', '`apps/cli/commands`'),
      'In a clone it is called `bun cardea …`. While a server runs, commands go through its socket in the data folder; without one they open the',
      'database themselves. Settings come from the environment and the settings file ([configuration](configuration.md)). Secrets are shown once.',
      'What cannot be undone asks first, or wants `--yes`. Tables are for people, `--json` is for scripts.\n',
      contents(),
      'Every command has these flags:\n',
      `${markdownTable(['', ''], Object.entries(commonFlags).map(flagRow))}\n`,
      'With `--url` a command does its work at a server elsewhere, over `/admin/trpc` ([the management over the network](../guides/admin-api.md)):\n',
      `${markdownTable(['', ''], Object.entries(remoteFlags).map(flagRow))}\n`,
      'Instead of a token, `CARDEA_CLIENT_ID` with `CARDEA_CLIENT_SECRET` or `CARDEA_CLIENT_KEY_FILE` (a private JWK) names a client that gets one for itself. What is about the machine of the server has no such flag.\n',
      'Exit codes:\n',
      `${markdownTable(['', ''], Object.entries(exitCodes))}\n`,
      ...commands.map(section),
    ].join('\n'),
};
