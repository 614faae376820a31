import type { AdminClient } from '../connect/admin-client.ts';
import { CommandFailed, type Failure, refusalOf } from '../connect/command-failed.ts';
import { type Fields, omit, pick } from './fields.ts';
import type { Plan, Step } from './plan.ts';
import { type Secrets, type Section, secretSource } from './section.ts';
import { sections } from './sections.ts';

export interface MadeSecret {
  readonly section: Section;
  readonly key: string;
  readonly secret: string;
}

export interface Applied {
  readonly done: readonly Step[];
  readonly secrets: readonly MadeSecret[];
  /** Where it ended before its end. */
  readonly failed?: { readonly step: Step; readonly failure: Failure } | undefined;
}

interface Tools {
  readonly admin: AdminClient;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told of each step that is done. */
  readonly progress: (step: Step) => Promise<void>;
}

const asksSecrets = (step: Step): boolean =>
  step.action === 'create' ||
  (step.action === 'change' &&
    step.changes.some(({ field }) => step.section.asksSecretAgain?.includes(field) === true));

/** The secrets that a step needs, looked up before anything is written. */
const secretsFor = (step: Step, env: Tools['env']): Secrets => {
  if (!asksSecrets(step)) return {};
  const { section, key, item } = step;
  const found = section.secrets.flatMap((field) => {
    const source = secretSource.optional().parse(item[field]);
    if (source === undefined) return [];
    const secret = env[source.env];
    if (secret !== undefined && secret !== '') return [[field, secret] as const];
    throw new CommandFailed({
      code: 'configuration.secret_missing',
      message: `${source.env} is not set: it holds the secret of the ${section.what} ${key}`,
      mend: 'Set the variable for this command. Nothing was done',
    });
  });
  return Object.fromEntries(found);
};

const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);

/** What a change says to the management: `null` takes a field away. */
const asked = (step: Extract<Step, { readonly action: 'change' }>, names: (field: string) => boolean): Fields =>
  Object.fromEntries(
    step.changes.filter(({ field }) => names(field)).map(({ field, to }) => [field, to === undefined ? null : to]),
  );

/** What is left for the second round of a step: fields that name things of later sections. */
const laterChanges = (step: Step): Fields => {
  const { later } = step.section;
  if (step.action === 'change') return asked(step, (field) => later.includes(field));
  const named = pick(
    step.item,
    later.filter((field) => !isEmpty(step.item[field])),
  );
  return step.action === 'create' ? named : Object.fromEntries(Object.keys(named).map((field) => [field, []]));
};

/** A field that is written later is empty until then. */
const withoutLater = ({ section, item }: Extract<Step, { readonly action: 'create' }>): Fields =>
  omit(item, section.later);

/** Carries a plan out, step by step. What fails ends it: what is done stays, and another plan begins where this one ended. */
export const applyPlan = async ({ steps }: Plan, { admin, env, progress }: Tools): Promise<Applied> => {
  const secrets = new Map(steps.map((step) => [step, secretsFor(step, env)]));
  const versions = new Map<Step, number | undefined>();
  const made: MadeSecret[] = [];
  const done: Step[] = [];
  const note = (
    step: Step,
    written: { readonly version?: number | undefined; readonly secret?: string | undefined },
  ) => {
    versions.set(step, written.version);
    if (written.secret !== undefined) made.push({ section: step.section, key: step.key, secret: written.secret });
  };
  const finish = async (step: Step): Promise<void> => {
    done.push(step);
    await progress(step);
  };

  const first = async (step: Step): Promise<void> => {
    const { section, key } = step;
    const given = secrets.get(step) ?? {};
    if (step.action === 'remove') return;
    if (step.action === 'create') note(step, await section.add(admin, withoutLater(step), given));
    else {
      const changes = asked(step, (field) => !section.later.includes(field));
      const { version } = step;
      if (Object.keys(changes).length > 0) note(step, await section.modify(admin, { key, version, changes }, given));
    }
    if (Object.keys(laterChanges(step)).length === 0) await finish(step);
  };

  const second = async (step: Step): Promise<void> => {
    const { section, key } = step;
    const changes = laterChanges(step);
    if (Object.keys(changes).length === 0) return;
    const known = step.action === 'create' ? undefined : step.version;
    note(step, await section.modify(admin, { key, version: versions.get(step) ?? known, changes }, {}));
    if (step.action !== 'remove') await finish(step);
  };

  const third = async (step: Step): Promise<void> => {
    if (step.action !== 'remove') return;
    await step.section.remove(admin, step.key);
    await finish(step);
  };

  const inOrder = (order: readonly Section[]) =>
    order.flatMap((section) => steps.filter((step) => step.section === section));
  const rounds = [
    ...inOrder(sections).map((step) => ({ step, work: first })),
    ...inOrder(sections).map((step) => ({ step, work: second })),
    ...inOrder(sections.toReversed()).map((step) => ({ step, work: third })),
  ];
  for (const { step, work } of rounds) {
    try {
      await work(step);
    } catch (error) {
      const failure = refusalOf(error);
      // What is written is told, whatever happened afterwards
      if (failure === undefined && versions.size === 0 && done.length === 0) throw error;
      const unknown = {
        code: 'internal',
        message: error instanceof Error ? error.message : 'unknown failure',
        mend: '',
      };
      return { done, secrets: made, failed: { step, failure: failure ?? unknown } };
    }
  }
  return { done, secrets: made };
};
