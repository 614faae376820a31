import type { Applied } from './apply.ts';
import type { FieldChange, Fields } from './fields.ts';
import type { Plan, Step } from './plan.ts';

const MAX_VALUE_CHARS = 160;
const signs: Readonly<Record<Step['action'], string>> = { create: '+', change: '~', remove: '-' };

const shown = (value: unknown): string => {
  if (value === undefined || value === null) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > MAX_VALUE_CHARS ? `${text.slice(0, MAX_VALUE_CHARS)}…` : text;
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Of lists what comes and what goes, where that says it all. */
const changeText = ({ from, to }: FieldChange): string => {
  if (!isList(from) || !isList(to)) return `${shown(from)} → ${shown(to)}`;
  const [texts, others] = [to, from].map((list) => new Set(list.map((one) => JSON.stringify(one))));
  const added = to.filter((one) => others?.has(JSON.stringify(one)) === false).map((one) => `+ ${shown(one)}`);
  const gone = from.filter((one) => texts?.has(JSON.stringify(one)) === false).map((one) => `- ${shown(one)}`);
  return added.length + gone.length === 0 ? `${shown(from)} → ${shown(to)}` : [...added, ...gone].join('  ');
};

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  value === '' ||
  ['[]', '{}'].includes(JSON.stringify(value));

/** What of a thing is worth showing: not what is empty. */
const setFields = ({ section, item }: Extract<Step, { readonly item: Fields }>): readonly [string, string][] =>
  [...section.fields, ...section.secrets]
    .filter((field) => !isEmpty(item[field]))
    .map((field) => [field, shown(item[field])]);

const rows = (pairs: readonly (readonly [string, string])[]): readonly string[] => {
  const width = Math.max(0, ...pairs.map(([name]) => name.length));
  return pairs.map(([name, text]) => `    ${name.padEnd(width)}  ${text}`);
};

const stepLines = (step: Step): readonly string[] => [
  `${signs[step.action]} ${step.section.what} ${step.key}`,
  ...(step.action === 'create' ? rows(setFields(step)) : []),
  ...(step.action === 'change' ? rows(step.changes.map((change) => [change.field, changeText(change)])) : []),
];

const counted = (steps: readonly Step[]): string =>
  (['create', 'change', 'remove'] as const)
    .map((action) => `${steps.filter((step) => step.action === action).length} to ${action}`)
    .join(', ');

export const planLines = ({ steps }: Plan): readonly string[] =>
  steps.length === 0 ? ['Nothing differs.'] : [...steps.flatMap(stepLines), '', `${counted(steps)}.`];

export const planNotes = ({ unlisted, kept }: Plan): readonly string[] => [
  ...(unlisted.length === 0
    ? []
    : [
        `Not in the file, and left alone (--prune removes it): ${unlisted.map(({ section, key }) => `${section.what} ${key}`).join(', ')}`,
      ]),
  ...kept.map(({ section, key, why }) => `Stays, though the file does not have it: ${section.what} ${key} (${why})`),
];

const stepJson = (step: Step): Fields => ({
  section: step.section.name,
  key: step.key,
  action: step.action,
  ...(step.action === 'change'
    ? { fields: Object.fromEntries(step.changes.map(({ field, from, to }) => [field, { from, to }])) }
    : {}),
  ...(step.action === 'create' ? { item: step.item } : {}),
});

export const planJson = ({ steps, unlisted, kept }: Plan): Fields => ({
  differs: steps.length > 0,
  changes: steps.map(stepJson),
  unlisted: unlisted.map(({ section, key }) => ({ section: section.name, key })),
  kept: kept.map(({ section, key, why }) => ({ section: section.name, key, why })),
});

const past: Readonly<Record<Step['action'], string>> = { create: 'created', change: 'changed', remove: 'removed' };

export const progressLine = ({ action, section, key }: Step): string => `${past[action]} ${section.what} ${key}`;

export const appliedJson = ({ steps }: Plan, { done, secrets, failed }: Applied): Fields => ({
  done: done.map(({ section, key, action }) => ({ section: section.name, key, action })),
  left: steps.length - done.length,
  secrets: secrets.map(({ section, key, secret }) => ({ section: section.name, key, secret })),
  ...(failed === undefined
    ? {}
    : {
        failed: {
          section: failed.step.section.name,
          key: failed.step.key,
          action: failed.step.action,
          error: failed.failure.code,
          message: failed.failure.message,
          field: failed.failure.field,
          mend: failed.failure.mend || undefined,
        },
      }),
});

export const appliedLines = ({ steps }: Plan, { done, secrets, failed }: Applied): readonly string[] => [
  ...(steps.length === 0 ? ['Nothing differs.'] : [`${done.length} of ${steps.length} done.`]),
  ...(secrets.length === 0
    ? []
    : ['', ...secrets.map(({ section, key, secret }) => `secret of the ${section.what} ${key}  ${secret}`)]),
  ...(failed === undefined
    ? []
    : [
        '',
        `Not done: to ${failed.step.action} the ${failed.step.section.what} ${failed.step.key}. ${failed.failure.message}`,
      ]),
];
