import { UsageError } from '../parse/usage-error.ts';

/** What two switches that exclude each other ask for; undefined where neither was given. */
export const oneOf = <T>(
  flags: Readonly<Record<string, unknown>>,
  [on, off]: readonly [on: string, off: string],
  [whenOn, whenOff]: readonly [T, T],
): T | undefined => {
  if (flags[on] && flags[off]) throw new UsageError(`--${on} and --${off} exclude each other`);
  if (flags[on]) return whenOn;
  return flags[off] ? whenOff : undefined;
};
