import { type Refusal, refuse } from '../refusals/refusal.ts';
import { isParameterText } from './form.ts';
import { jsonShape, parseObject } from './json-text.ts';
import { Parameters } from './parameters.ts';

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
  if (jsonShape(text).repeatsName) return refuse('request.parameter_repeated');
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
