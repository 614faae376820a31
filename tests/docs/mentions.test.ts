// Wherever a person is told to type `cardea …`, the command exists and has the flags that are named.
import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { commands, commonFlags } from '@cardea/cli';
import { refusals } from '@cardea/protocol';
import { settingsTable } from '@cardea/server';
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
      const [first = '', second = ''] = words.map((word) => word.replace(/[^a-z].*$/, ''));
      if (!firstWords.has(first)) return [`cardea ${first} does not exist`];
      const command = byName.get(`${first} ${second}`) ?? byName.get(first);
      if (command === undefined) return second === '' ? [] : [`cardea ${first} ${second} does not exist`];
      const named = words.flatMap((word) => /^\[?--([a-z-]+)/.exec(word)?.[1] ?? []);
      return named
        .filter((flag) => !(flag in command.flags) && !(flag in commonFlags))
        .map((flag) => `cardea ${command.name} has no flag --${flag}`);
    });

const codeOf = (markdown: string): string => {
  const fenced = blocks(markdown).map(({ text }) => text);
  const inline = [...markdown.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
  return [...fenced, ...inline].join('\n');
};

test('the pages name commands and flags that exist', async () => {
  const paths = ['*.md', 'docs/**/*.md'].flatMap((pattern) => [...new Bun.Glob(pattern).scanSync({ cwd: REPOSITORY })]);
  for (const path of paths.filter((each) => !each.includes('node_modules'))) {
    const wrong = wrongCommands(codeOf(await Bun.file(join(REPOSITORY, path)).text()));
    expect({ path, wrong }).toEqual({ path, wrong: [] });
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
  expect(wrongCommands('bun cardea clients add --name N --json, then cardea doctor.')).toEqual([]);
});
