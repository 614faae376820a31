import { type Refusal, refuse } from '../refusals/refusal.ts';
import { isParameterText } from './form.ts';
import { Parameters } from './parameters.ts';

/**
 * A string of JSON, or the colon after a name, or a bracket: enough to see the names of an object. The last quote may be
 * missing, although it never is in JSON: else a string without end would be tried from each of its quotes.
 */
const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\]:,]/g;

/** The names of the outermost object as they were written, duplicates included: `JSON.parse` keeps the last silently. */
const outermostNames = (text: string): readonly string[] => {
  const names: string[] = [];
  let depth = 0;
  let previous = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (token === ':' && depth === 1) names.push(JSON.parse(previous));
    previous = token;
  }
  return names;
};

const parseObject = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

const asText = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
  return undefined;
};

/**
 * The parameters of a JSON body: one flat object. Strings, numbers and booleans stand for their text, `null` for an
 * omitted parameter, an array for a repeated one.
 */
export const parseJsonParameters = (text: string): Parameters | Refusal => {
  const object = parseObject(text);
  if (!object) return refuse('request.json_malformed');
  const names = outermostNames(text);
  if (new Set(names).size !== names.length) return refuse('request.parameter_repeated');
  const parameters = new Parameters();
  for (const [name, sent] of Object.entries(object)) {
    if (!isParameterText(name)) return refuse('request.json_malformed');
    for (const item of Array.isArray(sent) ? sent : [sent ?? '']) {
      const value = asText(item);
      if (value === undefined || !isParameterText(value))
        return refuse('request.json_malformed', { parameter: name.slice(0, 64) });
      const refusal = parameters.add(name, value);
      if (refusal) return refusal;
    }
  }
  return parameters;
};
