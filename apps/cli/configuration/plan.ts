import { CommandFailed } from '../connect/command-failed.ts';
import type { Wanted } from './document.ts';
import { changedFields, type FieldChange, type Fields } from './fields.ts';
import type { Afterwards, Existing, Section } from './section.ts';
import { sections } from './sections.ts';
import type { ServerReading } from './server-reading.ts';

interface Of {
  readonly section: Section;
  readonly key: string;
}

/** One difference between the file and the server. */
export type Step = Of &
  (
    | { readonly action: 'create'; readonly item: Fields }
    | {
        readonly action: 'change';
        readonly version: number | undefined;
        readonly changes: readonly FieldChange[];
        /** As the file has it, for where its secrets come from. */
        readonly item: Fields;
      }
    | { readonly action: 'remove'; readonly version: number | undefined; readonly item: Fields }
  );

export interface Plan {
  /** In the order of the sections; within one: created, changed, removed. */
  readonly steps: readonly Step[];
  /** What is there and not in the file, and stays. */
  readonly unlisted: readonly Of[];
  /** What would be removed and is not, and why. */
  readonly kept: readonly (Of & { readonly why: string })[];
}

const fixedProblem = ({ what, fixed }: Section, key: string, changes: readonly FieldChange[]): void => {
  const change = changes.find(({ field, to }) => fixed.includes(field) && to !== undefined);
  if (change === undefined) return;
  throw new CommandFailed({
    code: 'configuration.fixed',
    message: `${change.field} of the ${what} ${key} cannot be changed`,
    mend: `Give the ${what} another name in the file, and remove the old one`,
    field: change.field,
  });
};

/** Created and changed. */
const wantedSteps = (section: Section, items: readonly Fields[], existing: readonly Existing[]): readonly Step[] => {
  const there = new Map(existing.map((one) => [one.key, one]));
  const created: Step[] = [];
  const changed: Step[] = [];
  for (const item of items) {
    const key = String(item[section.key]);
    const found = there.get(key);
    if (found === undefined) {
      created.push({ section, key, action: 'create', item });
      continue;
    }
    const all = changedFields(found.fields, item, section.fields);
    fixedProblem(section, key, all);
    const changes = all.filter(({ field }) => !section.fixed.includes(field));
    if (changes.length > 0) changed.push({ section, key, action: 'change', version: found.version, changes, item });
  }
  return [...created, ...changed];
};

interface Look {
  readonly wanted: Wanted;
  readonly server: ReadonlyMap<Section, readonly Existing[]>;
}

const unlistedOf = (section: Section, { wanted, server }: Look): readonly Existing[] => {
  const items = wanted.get(section);
  const named = new Set(items?.map((item) => String(item[section.key])));
  return items === undefined ? [] : (server.get(section) ?? []).filter(({ key }) => !named.has(key));
};

type Kept = ReadonlyMap<Existing, string>;

/** What will be there of a section, once everything is removed that is not kept. */
const afterwardsOf = (look: Look, kept: Kept): Afterwards => {
  const { wanted, server } = look;
  return (name) => {
    const section = sections.find((one) => one.name === name);
    if (section === undefined) return [];
    const items = wanted.get(section);
    if (items === undefined) return (server.get(section) ?? []).map(({ fields }) => fields);
    return [...items, ...unlistedOf(section, look).flatMap((one) => (kept.has(one) ? [one.fields] : []))];
  };
};

/** What cannot be removed, and why. What is kept may need something else, which is kept then too. */
const keptOf = async (look: Look, reading: ServerReading): Promise<Kept> => {
  const kept = new Map<Existing, string>();
  for (const section of look.wanted.keys()) {
    const held = await section.held?.(reading);
    for (const one of unlistedOf(section, look)) {
      const why = held?.get(one.key);
      if (why !== undefined) kept.set(one, why);
    }
  }
  let known = -1;
  while (kept.size > known) {
    known = kept.size;
    const afterwards = afterwardsOf(look, kept);
    for (const section of look.wanted.keys()) {
      const needed = section.needed?.(afterwards);
      for (const one of unlistedOf(section, look)) {
        const why = needed?.get(one.key);
        if (why !== undefined && !kept.has(one)) kept.set(one, why);
      }
    }
  }
  return kept;
};

/** What is to be done so that the server is as the file says. Changes nothing. */
export const makePlan = async (reading: ServerReading, wanted: Wanted, prune: boolean): Promise<Plan> => {
  const server = new Map<Section, readonly Existing[]>();
  // What is removed may be named by what the file leaves out
  const looked = prune ? sections : wanted.keys();
  for (const section of looked) server.set(section, await section.read(reading));
  const look = { wanted, server };
  const keeps = prune ? await keptOf(look, reading) : undefined;
  const plan = { steps: [] as Step[], unlisted: [] as Of[], kept: [] as (Of & { why: string })[] };
  for (const [section, items] of wanted) {
    plan.steps.push(...wantedSteps(section, items, server.get(section) ?? []));
    for (const one of unlistedOf(section, look)) {
      const { key, version, fields: item } = one;
      const why = keeps?.get(one);
      if (keeps === undefined) plan.unlisted.push({ section, key });
      else if (why === undefined) plan.steps.push({ section, key, action: 'remove', version, item });
      else plan.kept.push({ section, key, why });
    }
  }
  return plan;
};
