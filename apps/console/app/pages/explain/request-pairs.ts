export type Pairs = readonly (readonly [name: string, value: string])[];

const isForm = (text: string): boolean => !text.includes('\n') && /^[^\s=&]+=[^\s]*$/.test(text);

const ofLine = (line: string): readonly (readonly [string, string])[] => {
  const at = line.indexOf('=');
  return at < 1 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
};

/**
 * The parameters of a request as somebody has them at hand: a whole address, the body of a form, or a line for each with a
 * name, `=` and the value as it is. They keep their order, and a parameter that is there twice stays so.
 */
export const requestPairs = (text: string): Pairs => {
  const trimmed = text.trim();
  if (URL.canParse(trimmed) && /^https?:/i.test(trimmed)) return [...new URL(trimmed).searchParams];
  if (isForm(trimmed)) return [...new URLSearchParams(trimmed)];
  return trimmed.split('\n').flatMap((line) => ofLine(line.trim()));
};
