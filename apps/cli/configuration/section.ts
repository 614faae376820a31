import { z } from 'zod';
import type { AdminClient } from '../connect/admin-client.ts';
import type { Fields } from './fields.ts';
import type { ServerReading } from './server-reading.ts';

/** Something that is there. */
export interface Existing {
  readonly key: string;
  /** For a change that must not overwrite another one; absent where the management keeps none. */
  readonly version: number | undefined;
  readonly fields: Fields;
  /** What an export names instead of secrets: where their values come from. */
  readonly secrets?: Fields | undefined;
}

/** Secrets by the field that names where they come from. */
export type Secrets = Readonly<Record<string, string>>;

export interface Written {
  readonly version?: number | undefined;
  /** A secret that was made, to be shown once. */
  readonly secret?: string | undefined;
}

/** What things of all sections will be there, by the name of their section. */
export type Afterwards = (section: string) => readonly Fields[];

/** One kind of things of the configuration. */
export interface Section {
  /** Its member in the file. */
  readonly name: string;
  /** One of its things, in words. */
  readonly what: string;
  /** The field that says which one it is. */
  readonly key: string;
  /** One thing in the file. What is left out has its default. */
  readonly schema: z.ZodType<Fields>;
  /** Fields that are compared. */
  readonly fields: readonly string[];
  /** Fields that name where a secret comes from: not compared, as nobody can look at what they are compared with. */
  readonly secrets: readonly string[];
  /** Fields that cannot be changed. */
  readonly fixed: readonly string[];
  /** Fields that name things of later sections: lists, written once those are there, and emptied before those go. */
  readonly later: readonly string[];
  /** Whether the order of things means nothing: then an export has them by name. */
  readonly sorted: boolean;
  read(server: ServerReading): Promise<readonly Existing[]>;
  add(admin: AdminClient, item: Fields, secrets: Secrets): Promise<Written>;
  /** `null` takes a field away. */
  modify(
    admin: AdminClient,
    change: { readonly key: string; readonly version: number | undefined; readonly changes: Fields },
    secrets: Secrets,
  ): Promise<Written>;
  remove(admin: AdminClient, key: string): Promise<void>;
  /** Keys that other things will name: they stay, and why. */
  needed?(afterwards: Afterwards): ReadonlyMap<string, string>;
  /** Keys that things name which no file can have: they stay, and why. */
  held?(server: ServerReading): Promise<ReadonlyMap<string, string>>;
  /** Fields whose change needs a secret again. */
  readonly asksSecretAgain?: readonly string[];
}

type Shape = Readonly<Record<string, z.ZodType>>;

/** Names of variables. Those of the settings are none: the master key is among them. */
const VARIABLE = /^(?!CARDEA_)[A-Za-z_][A-Za-z0-9_]*$/;

/** Where a secret comes from: an environment variable of whoever applies the file. */
export const secretSource = z.strictObject({
  env: z.string().regex(VARIABLE, 'is no name of a variable, or one of the settings of Cardea'),
});

/** A section of things whose fields are those of a schema. */
export const defineSection = <S extends Shape>({
  schema,
  add,
  secrets = [],
  fixed = [],
  later = [],
  sorted = true,
  ...section
}: Omit<Section, 'schema' | 'fields' | 'add' | 'secrets' | 'fixed' | 'later' | 'sorted'> &
  Partial<Pick<Section, 'secrets' | 'fixed' | 'later' | 'sorted'>> & {
    readonly schema: z.ZodObject<S>;
    readonly add: (admin: AdminClient, item: z.output<z.ZodObject<S>>, secrets: Secrets) => Promise<Written>;
  }): Section => ({
  ...section,
  schema,
  secrets,
  fixed,
  later,
  sorted,
  fields: Object.keys(schema.shape).filter((field) => field !== section.key && !secrets.includes(field)),
  add: (admin, item, given) => add(admin, schema.parse(item), given),
});
