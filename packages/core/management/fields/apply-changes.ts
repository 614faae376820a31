import { isDeepStrictEqual } from 'node:util';

/** What is asked for over what is there: undefined leaves a setting, `null` takes it away, lists lose duplicates. */
export const applyChanges = <T extends object>(old: T, asked: Readonly<Record<string, unknown>>): T => {
  const changes = Object.entries(asked)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => {
      if (value === null) return [field, undefined];
      return [field, Array.isArray(value) ? [...new Set(value)] : value];
    });
  return { ...old, ...Object.fromEntries(changes) };
};

/** Names of the settings that differ. */
export const changedFields = (old: object, next: object): readonly string[] => {
  const before = new Map(Object.entries(old));
  return Object.entries(next)
    .filter(([field, value]) => !isDeepStrictEqual(before.get(field), value))
    .map(([field]) => field);
};
