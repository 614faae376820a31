import { UsageError } from '../../parse/usage-error.ts';

/** Parameters as they are typed: `name=value`. */
export const typedParameters = (texts: readonly string[] = []): [string, string][] =>
  texts.map((typed) => {
    const end = typed.indexOf('=');
    if (end < 1) throw new UsageError(`${JSON.stringify(typed)} is no parameter`, 'Write name=value');
    return [typed.slice(0, end), typed.slice(end + 1)];
  });

/** The query of a URL, or the text itself where it is one. */
export const queryParameters = (typed: string): [string, string][] => {
  const query = typed.includes('?') ? typed.slice(typed.indexOf('?') + 1) : typed;
  return [...new URLSearchParams(query.split('#')[0] ?? '')];
};
