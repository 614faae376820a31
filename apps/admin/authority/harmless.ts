/** What tells a thing from others, or that somebody else has changed it meanwhile. */
const NAMES: readonly string[] = ['id', 'issuer', 'version', 'name'];

/** Whether a change makes nothing be believed or let in that was not before: another name, or being switched off. */
export const isHarmless = (changes: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(changes).every(
    ([field, value]) => value === undefined || NAMES.includes(field) || (field === 'enabled' && value === false),
  );
