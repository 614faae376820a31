/**
 * A string of JSON, or the colon after a name, or a bracket: enough to see the names of an object. The last quote may be
 * missing, although it never is in JSON: else a string without end would be tried from each of its quotes.
 */
const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\]:,]/g;

/** What `JSON.parse` does not tell of a text. */
export interface JsonShape {
  /** How deep it nests; 1 for a flat object. */
  readonly depth: number;
  /** Whether an object has two members of one name, of which `JSON.parse` keeps the last silently. */
  readonly repeatsName: boolean;
}

/** The shape of a text that is JSON. */
export const jsonShape = (text: string): JsonShape => {
  const open: Set<unknown>[] = [];
  let depth = 0;
  let repeatsName = false;
  let previous = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth = Math.max(depth, open.push(new Set()));
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const names = open.at(-1);
      const name: unknown = JSON.parse(previous);
      if (names?.has(name)) repeatsName = true;
      names?.add(name);
    }
    previous = token;
  }
  return { depth, repeatsName };
};

/** The value of a text where it is a JSON object. */
export const parseObject = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};
