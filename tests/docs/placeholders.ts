/** What a reader copies from an answer into the next command: `client_id` in JSON is `CLIENT_ID` there. */
export const placeholdersIn = (output: string, prefix: string): ReadonlyMap<string, string> => {
  let json: unknown;
  try {
    json = JSON.parse(output);
  } catch {
    return new Map();
  }
  if (typeof json !== 'object' || json === null) return new Map();
  const texts = Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return new Map(texts.map(([name, value]) => [prefix + name.toUpperCase(), value]));
};

/** Puts values in the places of their names; the longest names first, since one may end with another. */
export const fill = (command: string, values: ReadonlyMap<string, string>): string =>
  [...values]
    .sort(([a], [b]) => b.length - a.length)
    .reduce((text, [name, value]) => text.replace(new RegExp(`\\b${name}\\b`, 'g'), () => value), command);
