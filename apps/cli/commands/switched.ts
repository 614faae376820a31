import { UsageError } from '../parse/usage-error.ts';

/** What `--enable` and `--disable` ask for. */
export const switched = (flags: { readonly enable: boolean; readonly disable: boolean }): boolean | undefined => {
  if (flags.enable && flags.disable) throw new UsageError('--enable and --disable exclude each other');
  return flags.enable || flags.disable ? flags.enable : undefined;
};
