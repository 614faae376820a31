// Wherever a person is told to type `cardea …`, the command exists and has the flags that are named.
import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { commands, flagsBeside, remoteVariables } from '@cardea/cli';
import { refusals } from '@cardea/protocol';
import { CONFIG_VARIABLE, settingsTable } from '@cardea/server';
import { REPOSITORY } from '../harness/command-line.ts';
import { blocks } from './markdown.ts';

const byName = new Map(commands.map((command) => [command.name, command]));
const firstWords = new Set(commands.map(({ name }) => name.split(' ')[0]));

/** What is wrong with the commands that a text names. */
const wrongCommands = (text: string): readonly string[] =>
  text
    .split(/(?<![\w/.=-])(?<!-u )cardea (?=[a-z])/)
    .slice(1)
    .flatMap((rest) => {
      const [line = ''] = rest.replaceAll('\\\n', ' ').split(/\n|\s#\s/);
      const words = line.split(/\s+/);
      const [first = '', second = ''] = words.map((word) => word.replace(/[^a-z-].*$/, ''));
      if (!firstWords.has(first)) return [`cardea ${first} does not exist`];
      const command = byName.get(`${first} ${second}`) ?? byName.get(first);
      if (command === undefined) return second === '' ? [] : [`cardea ${first} ${second} does not exist`];
      const named = words.flatMap((word) => /^\[?--([a-z-]+)/.exec(word)?.[1] ?? []);
      return named
        .filter((flag) => !(flag in command.flags) && !(flag in flagsBeside(command)))
        .map((flag) => `cardea ${command.name} has no flag --${flag}`);
    });

const codeOf = (markdown: string): string => {
  const fenced = blocks(markdown).map(({ text }) => text);
  const inline = [...markdown.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
  return [...fenced, ...inline].join('\n');
};

const readPages = async (): Promise<readonly (readonly [string, string])[]> => {
  const paths = ['*.md', 'docs/**/*.md'].flatMap((pattern) => [...new Bun.Glob(pattern).scanSync({ cwd: REPOSITORY })]);
  const own = paths.filter((path) => !path.includes('node_modules'));
  return Promise.all(own.map(async (path) => [path, await Bun.file(join(REPOSITORY, path)).text()] as const));
};

test('the pages name commands and flags that exist', async () => {
  for (const [path, text] of await readPages()) {
    const wrong = wrongCommands(codeOf(text));
    expect({ path, wrong }).toEqual({ path, wrong: [] });
  }
});

test('the pages name settings that exist', async () => {
  const known = new Set([...Object.values(settingsTable).map(({ env }) => env), CONFIG_VARIABLE, ...remoteVariables]);
  for (const [path, text] of await readPages()) {
    const unknown = [...text.matchAll(/\bCARDEA_[A-Z_]+\b/g)].map(([name]) => name).filter((name) => !known.has(name));
    expect({ path, unknown }).toEqual({ path, unknown: [] });
  }
});

test('refusals and settings tell the operator commands and flags that exist', () => {
  const rows = [...Object.entries(refusals), ...Object.entries(settingsTable)];
  for (const [name, { mend }] of rows) expect({ name, wrong: wrongCommands(mend) }).toEqual({ name, wrong: [] });
});

test('what does not exist is noticed', () => {
  expect(wrongCommands('Run: cardea clients modify ID')).toEqual(['cardea clients modify does not exist']);
  expect(wrongCommands('bun cardea nonsense --x')).toEqual(['cardea nonsense does not exist']);
  expect(wrongCommands('cardea clients add --name N \\\n  --colour red')).toEqual([
    'cardea clients add has no flag --colour',
  ]);
  expect(wrongCommands('cardea serve --url https://id.example')).toEqual(['cardea serve has no flag --url']);
  expect(wrongCommands('bun cardea clients add --name N --json, then cardea doctor.')).toEqual([]);
});
