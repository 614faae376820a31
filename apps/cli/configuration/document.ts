import { z } from 'zod';
import { CommandFailed } from '../connect/command-failed.ts';
import type { Fields } from './fields.ts';
import type { Section } from './section.ts';
import { sections } from './sections.ts';

/** Of the format; another one is not read. */
const FORMAT = 1;
const MAX_SHOWN_PROBLEMS = 20;

/** A configuration as a file has it. A section that is left out is not looked at. */
const schema = z
  .strictObject({
    $schema: z.string().optional(),
    cardea: z.literal(FORMAT, `is not ${FORMAT}, the format that this version reads`),
    ...Object.fromEntries(sections.map(({ name, schema: item }) => [name, z.array(item).readonly().optional()])),
  })
  .meta({ title: 'Configuration of a Cardea server' });

/** The format as a JSON Schema, for editors. */
export const documentSchema = (): object =>
  z.toJSONSchema(schema, {
    io: 'input',
    // Said of values in our own code: an editor takes it for a field that nobody may fill in
    override: ({ jsonSchema }) => void delete jsonSchema.readOnly,
  });

/** What is wanted of each section that the file has. */
export type Wanted = ReadonlyMap<Section, readonly Fields[]>;

const invalid = (problems: readonly string[]): CommandFailed => {
  const shown = problems.slice(0, MAX_SHOWN_PROBLEMS);
  const more = problems.length > shown.length ? [`and ${problems.length - shown.length} more`] : [];
  return new CommandFailed({
    code: 'configuration.invalid',
    message: ['This is no configuration:', ...shown, ...more].join('\n  '),
    mend: 'The format is in docs/guides/configuration-as-code.md; as a JSON Schema: cardea export --schema',
  });
};

const twice = ({ name, key }: Section, items: readonly Fields[]): readonly string[] => {
  const keys = items.map((item) => String(item[key]));
  const doubles = new Set(keys.filter((one, index) => keys.indexOf(one) !== index));
  return [...doubles].map((one) => `${name} has ${one} twice`);
};

const where = (path: readonly PropertyKey[]): string => (path.length === 0 ? 'the file' : path.map(String).join('.'));

/** Throws `CommandFailed` that names everything that is wrong with the form; what the values mean, the server judges. */
export const parseDocument = (content: unknown): Wanted => {
  const read = schema.safeParse(content);
  if (!read.success) throw invalid(read.error.issues.map(({ path, message }) => `${where(path)}: ${message}`));
  const values: Fields = read.data;
  const wanted = new Map<Section, readonly Fields[]>();
  for (const section of sections) {
    const value = values[section.name];
    if (Array.isArray(value)) wanted.set(section, value);
  }
  const doubles = [...wanted].flatMap(([section, items]) => twice(section, items));
  if (doubles.length > 0) throw invalid(doubles);
  return wanted;
};

/** A configuration, ready to be written down. */
export const makeDocument = (things: ReadonlyMap<Section, readonly Fields[]>): Fields => ({
  cardea: FORMAT,
  ...Object.fromEntries([...things].map(([{ name }, items]) => [name, items])),
});
