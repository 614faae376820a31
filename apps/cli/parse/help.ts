import { exitCodes, groups } from '../commands/table.ts';
import type { Command } from './command.ts';
import type { Flag } from './flag.ts';
import { flagsBeside } from './flags-beside.ts';

const WIDTH = 100;
const INDENT = '  ';

const columns = (rows: readonly (readonly [string, string])[]): readonly string[] => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${INDENT}${left.padEnd(width)}${INDENT}${right}`);
};

const wrap = (paragraph: string): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + word.length >= WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
};

const flagWords = (name: string, { placeholder }: Flag): string =>
  `--${name}${placeholder === undefined ? '' : ` ${placeholder}`}`;

const flagDoc = ({ doc, choices, required }: Flag): string =>
  `${doc}${choices ? ` One of ${choices.join(', ')}.` : ''}${required ? ' Needed.' : ''}`;

/** The line that shows how a command is typed. */
export const usage = ({ name, args, flags }: Command): string => {
  const needed = Object.entries(flags).filter(([, flag]) => flag.required);
  const words = [
    'cardea',
    name,
    ...Object.values(args).map((argument) => argument.name),
    ...needed.map(([flagName, flag]) => flagWords(flagName, flag)),
    ...(needed.length < Object.keys(flags).length ? ['[flags]'] : []),
  ];
  return words.join(' ');
};

/** `cardea clients add --help`. */
export const commandHelp = (command: Command): readonly string[] => {
  const flags = Object.entries({ ...command.flags, ...flagsBeside(command) });
  return [
    `${command.summary}`,
    '',
    `Usage: ${usage(command)}`,
    ...(command.details ?? []).flatMap((paragraph) => ['', ...wrap(paragraph)]),
    ...(Object.keys(command.args).length === 0 ? [] : ['', 'Arguments:']),
    ...(Object.keys(command.args).length === 0
      ? []
      : columns(Object.values(command.args).map(({ name, doc }) => [name, doc]))),
    '',
    'Flags:',
    ...columns(flags.map(([name, flag]) => [flagWords(name, flag), flagDoc(flag)])),
    '',
    'Examples:',
    ...command.examples.flatMap((example) => [`${INDENT}cardea ${example.line}`, `${INDENT}${INDENT}${example.does}`]),
  ];
};

/** `cardea clients --help`. */
export const groupHelp = (group: string, commands: readonly Command[]): readonly string[] => {
  const own = commands.filter(({ name }) => name.startsWith(`${group} `));
  return [
    groups[group] ?? '',
    '',
    `Usage: cardea ${group} COMMAND`,
    '',
    'Commands:',
    ...columns(own.map(({ name, summary }) => [name.slice(group.length + 1), summary])),
    '',
    'Examples:',
    ...own.flatMap(({ examples }) => examples.slice(0, 1)).map((example) => `${INDENT}cardea ${example.line}`),
    '',
    `More about one: cardea ${group} COMMAND --help`,
  ];
};

/** `cardea --help`. */
export const generalHelp = (version: string, commands: readonly Command[]): readonly string[] => [
  `Cardea ${version}: an OAuth 2.1 and OpenID Connect authorization server`,
  '',
  'Usage: cardea COMMAND',
  '',
  'Commands:',
  ...columns(commands.map(({ name, summary }) => [name, summary])),
  '',
  'Examples:',
  `${INDENT}cardea serve`,
  `${INDENT}cardea clients add --name Backup --grant client_credentials --scope 'files:read'`,
  `${INDENT}cardea doctor`,
  '',
  'Every command knows --help, and --json for scripts. Settings come from the environment: CARDEA_DATA_DIR says where the data is.',
  'While a server runs, commands go through it; without one they open its database themselves. With --url they go to a server elsewhere.',
  '',
  'Exit codes:',
  ...columns(Object.entries(exitCodes)),
];
