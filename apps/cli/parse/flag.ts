import { parseDuration } from '@cardea/server';
import { UsageError } from './usage-error.ts';

/** One flag of a command: the parser, `--help` and the reference documentation read it. */
export interface Flag<T = unknown> {
  readonly doc: string;
  /** What stands for its value in help; absent for a switch, which has none. */
  readonly placeholder?: string | undefined;
  readonly repeatable?: boolean | undefined;
  readonly required?: boolean | undefined;
  /** The words it may have, where they are few. */
  readonly choices?: readonly string[] | undefined;
  /** Its value from the texts given, in order; `name` is for errors. Throws `UsageError`. */
  readonly read: (texts: readonly string[], name: string) => T;
}

interface Words {
  readonly placeholder: string;
  readonly doc: string;
}

type Reader<T> = (text: string, name: string) => T;

const single =
  <T>(read: Reader<T>): ((texts: readonly string[], name: string) => T | undefined) =>
  ([text], name) =>
    text === undefined ? undefined : read(text, name);

export const toggle = (doc: string): Flag<boolean> => ({ doc, read: (texts) => texts.length > 0 });

export const text = (words: Words): Flag<string | undefined> => ({ ...words, read: single((given) => given) });

export const requiredText = (words: Words): Flag<string> => ({
  ...words,
  required: true,
  read: ([given], name) => {
    if (given === undefined) throw new UsageError(`--${name} is needed`, `Add: --${name} ${words.placeholder}`);
    return given;
  },
});

/** May be given several times, each time a text with spaces and all; undefined where it was not given. */
export const textList = (words: Words): Flag<readonly string[] | undefined> => ({
  ...words,
  repeatable: true,
  read: (texts) => (texts.length === 0 ? undefined : texts),
});

/** May be given several times, and may hold several words each time; undefined where it was not given. */
export const wordList = (words: Words): Flag<readonly string[] | undefined> => ({
  ...words,
  repeatable: true,
  read: (texts) =>
    texts.length === 0 ? undefined : texts.flatMap((one) => one.split(/\s+/).filter((word) => word !== '')),
});

const readDuration: Reader<number> = (given, name) => {
  const seconds = parseDuration(given);
  if (seconds === undefined)
    throw new UsageError(`--${name} ${given} is not a duration`, 'Write one like 90s, 15m, 1h or 30d');
  return seconds;
};

/** Seconds. */
export const duration = (words: Words): Flag<number | undefined> => ({ ...words, read: single(readDuration) });

const readNumber: Reader<number> = (given, name) => {
  if (!/^\d{1,15}$/.test(given)) throw new UsageError(`--${name} ${given} is not a whole number`);
  return Number(given);
};

export const wholeNumber = (words: Words): Flag<number | undefined> => ({ ...words, read: single(readNumber) });

/** A flag whose value may also be a word that takes the setting away: null. */
export const orWord = <T>(flag: Flag<T | undefined>, word: string): Flag<T | null | undefined> => ({
  ...flag,
  placeholder: `${flag.placeholder}|${word}`,
  read: (texts, name) => (texts[0] === word ? null : flag.read(texts, name)),
});

export const choice = <const C extends string>(
  words: Words & { readonly choices: readonly C[] },
): Flag<C | undefined> => ({
  ...words,
  read: single((given, name) => {
    const found = words.choices.find((one) => one === given);
    if (found === undefined) throw new UsageError(`--${name} ${given} is none of ${words.choices.join(', ')}`);
    return found;
  }),
});

/** Of several words one, several times: undefined where it was not given. */
export const choiceList = <const C extends string>({
  choices,
  ...words
}: Words & { readonly choices: readonly C[] }): Flag<readonly C[] | undefined> => ({
  ...words,
  repeatable: true,
  read: (texts, name) =>
    texts.length === 0
      ? undefined
      : texts.map((given) => {
          const found = choices.find((one) => one === given);
          if (found === undefined) throw new UsageError(`--${name} ${given} is none of ${choices.join(', ')}`);
          return found;
        }),
});
