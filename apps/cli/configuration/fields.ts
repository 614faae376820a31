import { isDeepStrictEqual } from 'node:util';

/** One thing of the configuration, as the file has it: every field with its value or its default. */
export type Fields = Readonly<Record<string, unknown>>;

export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** The server keeps lists without duplicates. */
const plain = (value: unknown): unknown => (Array.isArray(value) ? [...new Set(value)] : value);

/** The fields that differ. */
export const changedFields = (from: Fields, to: Fields, fields: readonly string[]): readonly FieldChange[] =>
  fields
    .filter((field) => !isDeepStrictEqual(plain(from[field]), plain(to[field])))
    .map((field) => ({ field, from: from[field], to: plain(to[field]) }));

/** Some fields of a thing. */
export const pick = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));

/** A thing without some fields. */
export const omit = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

export const stringsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
