import { didYouMean } from '@cardea/server';
import type { Command } from './command.ts';
import { UsageError } from './usage-error.ts';

export type Found =
  | { readonly kind: 'command'; readonly command: Command; readonly rest: readonly string[] }
  /** The words name no command but the beginning of several. */
  | { readonly kind: 'group'; readonly group: string; readonly rest: readonly string[] };

const firstWord = (name: string): string => name.split(' ')[0] ?? name;

/** The command that the words begin with. Throws `UsageError` where there is none. */
export const findCommand = (words: readonly string[], commands: readonly Command[]): Found => {
  const [first, second] = words;
  if (first === undefined || first.startsWith('-')) return { kind: 'group', group: '', rest: words };
  const single = commands.find(({ name }) => name === first);
  if (single) return { kind: 'command', command: single, rest: words.slice(1) };
  const group = commands.filter(({ name }) => firstWord(name) === first);
  if (group.length === 0) {
    const meant = didYouMean(first, new Set(commands.map(({ name }) => firstWord(name))));
    throw new UsageError(
      `there is no command ${JSON.stringify(first)}`,
      meant === undefined ? 'See: cardea --help' : `Did you mean: cardea ${meant}?`,
    );
  }
  if (second === undefined || second.startsWith('-')) return { kind: 'group', group: first, rest: words.slice(1) };
  const command = group.find(({ name }) => name === `${first} ${second}`);
  if (command) return { kind: 'command', command, rest: words.slice(2) };
  const meant = didYouMean(
    second,
    group.map(({ name }) => name.split(' ')[1] ?? ''),
  );
  throw new UsageError(
    `cardea ${first} has no command ${JSON.stringify(second)}`,
    meant === undefined ? `See: cardea ${first} --help` : `Did you mean: cardea ${first} ${meant}?`,
  );
};
