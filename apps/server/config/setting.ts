import { z } from 'zod';

export type Mode = 'development' | 'production';

/** What a setting has when nobody sets it: text in the setting's own grammar, or undefined for nothing. */
export type Fallback = string | undefined | Readonly<Record<Mode, string | undefined>>;

/** One row of the settings table: the readers and the reference documentation are derived from it. */
export interface Setting<T = unknown> {
  /** Name of its environment variable. */
  readonly env: string;
  /** Its key in the settings file, with a dot between a table and a name; undefined where only the environment has it. */
  readonly key: string | undefined;
  /** From the text, or the list of texts in a file, to its value. */
  readonly schema: z.ZodType<T, unknown>;
  /**
   * The default, per mode where the modes differ. `{port}`, `{dataDir}`, `{scheme}`, `{mode}` and `{algorithms}` stand for what is
   * known by then.
   */
  readonly fallback: Fallback;
  /** Words for a default that is computed. */
  readonly fallbackDoc?: string;
  readonly doc: string;
  /** What to write instead of a wrong value: one imperative sentence. */
  readonly mend: string;
  /** A secret's value is never shown. */
  readonly secret?: boolean;
  /** What a relative value is resolved against the working directory as, or the folder of the file it stands in. */
  readonly relative?: 'path' | 'file-url';
}

type Row<T> = Omit<Setting<T>, 'fallback'>;

/** A setting that always has a value. */
export const setting = <T>(row: Row<T> & { readonly fallback: Fallback }): Setting<T> => row;

/** A setting that may have none. */
export const optional = <T>(row: Row<T>): Setting<T | undefined> & { readonly optional: true } => ({
  ...row,
  fallback: undefined,
  optional: true,
});

export const fallbackFor = (row: Setting, mode: Mode): string | undefined =>
  typeof row.fallback === 'object' ? row.fallback[mode] : row.fallback;

export const isOptional = (row: Setting): boolean => 'optional' in row;

/** Why a text is not a value, as the rest of a sentence that begins with the setting's name. */
export class Unfit {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

/** A schema from one text to a value. */
export const text = <T>(parse: (text: string) => T | Unfit): z.ZodType<T, unknown> =>
  z.string('must be one text, not a list').transform((input, context) => {
    const value = parse(input);
    if (!(value instanceof Unfit)) return value;
    context.addIssue({ code: 'custom', message: value.why });
    return z.NEVER;
  });

/** A schema for a list: texts between commas or white space, or a list of texts in a file; doubles are dropped. */
export const listOf = <T>(parse: (text: string) => T | Unfit): z.ZodType<readonly T[], unknown> =>
  z.union([z.string(), z.array(z.string())]).transform((input, context) => {
    const items = typeof input === 'string' ? input.split(/[\s,]+/) : input;
    const values = new Set<T>();
    for (const item of items) {
      if (item === '') continue;
      const value = parse(item);
      if (value instanceof Unfit) context.addIssue({ code: 'custom', message: `has an item that ${value.why}` });
      else values.add(value);
    }
    return [...values];
  });

export const oneOf = <const T extends string>(...choices: readonly T[]): z.ZodType<T, unknown> =>
  text((input) => choices.find((choice) => choice === input) ?? new Unfit(`is not one of ${choices.join(', ')}`));

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'off', '0'].map((word) => [word, false] as const),
]);

export const flag = text((input) => WORDS.get(input.toLowerCase()) ?? new Unfit('is neither true nor false'));

export const wholeNumber = (from: number, to: number): z.ZodType<number, unknown> =>
  text((input) => {
    const value = /^\d{1,15}$/.test(input) ? Number(input) : Number.NaN;
    return value >= from && value <= to ? value : new Unfit(`is not a whole number from ${from} to ${to}`);
  });
