/** What is wrong with a member: the end of a sentence that begins with its name. */
export class Unreadable {
  readonly problem: string;

  constructor(problem: string) {
    this.problem = problem;
  }
}

/** From the JSON of one member to its value; never throws. */
export type Reader<T> = (value: unknown) => T | Unreadable;

const MAX_TEXT_CHARS = 2048;
const MAX_ITEMS = 64;

const wrong = (problem: string): Unreadable => new Unreadable(problem);

export const textOf =
  (maxChars = MAX_TEXT_CHARS): Reader<string> =>
  (value) => {
    if (typeof value !== 'string') return wrong('is not a string');
    if (value === '') return wrong('is empty');
    return value.length > maxChars ? wrong(`has more than ${maxChars} characters`) : value;
  };

const text = textOf();

export const texts: Reader<readonly string[]> = (value) => {
  if (!Array.isArray(value)) return wrong('is not an array of strings');
  if (value.length > MAX_ITEMS) return wrong(`has more than ${MAX_ITEMS} items`);
  const items: string[] = [];
  for (const one of value) {
    const item = text(one);
    if (item instanceof Unreadable) return wrong(`holds an item that ${item.problem}`);
    items.push(item);
  }
  return [...new Set(items)];
};

/** Scopes and the like: words with spaces between them. */
export const words: Reader<readonly string[]> = (value) => {
  if (value === '') return [];
  const given = text(value);
  if (given instanceof Unreadable) return given;
  return [...new Set(given.split(' ').filter((word) => word !== ''))];
};

export const flag: Reader<boolean> = (value) => {
  if (typeof value === 'boolean') return value;
  // Clients in the wild write it as a string
  if (value === 'true' || value === 'false') return value === 'true';
  return wrong('is not true or false');
};

export const wholeNumber: Reader<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : wrong('is not a whole number');

export const oneOf =
  <const T extends string>(...choices: readonly T[]): Reader<T> =>
  (value) =>
    choices.find((choice) => choice === value) ?? wrong(`is none of ${choices.join(', ')}`);

/** For what is judged by somebody who knows it. */
export const asItIs: Reader<unknown> = (value) => value;

/** A protection that this server does not have: to ignore it would leave the client less safe than it believes. */
export const notOffered =
  (harmless: unknown): Reader<undefined> =>
  (value) =>
    value === harmless ? undefined : wrong('asks for what this server does not offer');
