/** Instants differ from run to run: any other will do. */
const FIRST_INSTANT = 1_000_000_000;

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a text is as a page shows it; `…` stands for anything. */
export const matchesText = (shown: string, actual: string): boolean =>
  new RegExp(`^${shown.trim().split('…').map(literal).join('[\\s\\S]*')}$`).test(actual.trim());

/** Where a JSON value differs from what a page shows of it: members that the page leaves out do not count. */
export const difference = (shown: unknown, actual: unknown, path = ''): string | undefined => {
  if (typeof shown === 'string' && typeof actual === 'string' && matchesText(shown, actual)) return undefined;
  if (typeof shown === 'number' && shown > FIRST_INSTANT && typeof actual === 'number' && actual > FIRST_INSTANT)
    return undefined;
  const bothObjects = typeof shown === 'object' && typeof actual === 'object' && shown !== null && actual !== null;
  if (!bothObjects)
    return Object.is(shown, actual)
      ? undefined
      : `${path || 'it'} is ${JSON.stringify(actual)}, not ${JSON.stringify(shown)}`;
  if (Array.isArray(shown) && Array.isArray(actual) && shown.length !== actual.length)
    return `${path || 'it'} has ${actual.length} items, not ${shown.length}`;
  const members = new Map(Object.entries(actual));
  return Object.entries(shown)
    .map(([name, value]) => difference(value, members.get(name), `${path}/${name}`))
    .find((found) => found !== undefined);
};
