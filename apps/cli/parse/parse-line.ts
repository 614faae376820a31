import { parseArgs } from 'node:util';
import { didYouMean } from '@cardea/server';
import type { Command } from './command.ts';
import type { Flag } from './flag.ts';
import { flagsBeside } from './flags-beside.ts';
import type { ParsedLine } from './parsed-line.ts';
import { UsageError } from './usage-error.ts';

const unknownFlag = (name: string, known: readonly string[], command: Command): UsageError => {
  const meant = didYouMean(name, known);
  return new UsageError(
    `cardea ${command.name} has no flag --${name}`,
    meant === undefined ? `See: cardea ${command.name} --help` : `Did you mean --${meant}?`,
  );
};

const checkArguments = (args: readonly string[], command: Command): void => {
  const wanted = Object.values(command.args);
  const missing = wanted[args.length];
  if (missing) {
    throw new UsageError(
      `cardea ${command.name} needs ${missing.name}: ${missing.doc}`,
      `See: cardea ${command.name} --help`,
    );
  }
  const extra = args[wanted.length];
  if (extra !== undefined) {
    throw new UsageError(`${JSON.stringify(extra)} is one word too many`, 'Put quotes around a value with spaces');
  }
};

/** An id may begin with a dash, and no command has flags of several letters behind one dash. */
const DASHED_VALUE = /^-[^-].+/;

/** Moves values that look like flags behind `--`, where they are taken as they are. */
const protectValues = (words: readonly string[], known: Readonly<Record<string, Flag>>): readonly string[] => {
  const end = words.indexOf('--');
  const plain = end === -1 ? words : words.slice(0, end);
  const isValue = (word: string, index: number): boolean => {
    const before = plain[index - 1] ?? '';
    const takesValue = before.startsWith('--') && known[before.slice(2)]?.placeholder !== undefined;
    return DASHED_VALUE.test(word) && !takesValue;
  };
  const values = plain.filter(isValue);
  const others = plain.filter((word, index) => !isValue(word, index));
  return [...others, '--', ...values, ...(end === -1 ? [] : words.slice(end + 1))];
};

/** Splits the words after a command's name. Throws `UsageError` for what the command does not know. */
export const parseLine = (words: readonly string[], command: Command): ParsedLine => {
  const known: Readonly<Record<string, Flag>> = { ...command.flags, ...flagsBeside(command) };
  const options = Object.fromEntries(
    Object.entries(known).map(([name, flag]) => {
      const type: 'boolean' | 'string' = flag.placeholder === undefined ? 'boolean' : 'string';
      return [name, { type, ...(name === 'help' ? { short: 'h' } : {}) }];
    }),
  );
  const { tokens } = parseArgs({
    args: [...protectValues(words, known)],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const flags = new Map<string, string[]>();
  const args: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (!flag) throw unknownFlag(token.name, Object.keys(known), command);
    const given = flags.get(token.name) ?? [];
    if (flag.placeholder === undefined && token.value !== undefined)
      throw new UsageError(`--${token.name} takes no value`);
    const isNextFlag = token.inlineValue === false && token.value?.startsWith('--') === true;
    if (flag.placeholder !== undefined && (token.value === undefined || isNextFlag)) {
      throw new UsageError(`--${token.name} needs a value`, `Write: --${token.name} ${flag.placeholder}`);
    }
    if (given.length > 0 && !flag.repeatable && flag.placeholder !== undefined) {
      throw new UsageError(`--${token.name} is given twice`);
    }
    flags.set(token.name, [...given, token.value ?? '']);
  }
  if (!flags.has('help')) checkArguments(args, command);
  return { flags, args };
};
