import { type Refusal, refuse } from '../refusals/refusal.ts';
import type { Parameters } from './parameters.ts';

/** A positive whole number of seconds, at most ten digits; undefined where the parameter is absent. */
export const positiveSeconds = (parameters: Parameters, name: string): number | undefined | Refusal => {
  const text = parameters.get(name);
  if (text === undefined) return undefined;
  if (!/^[1-9][0-9]{0,9}$/.test(text)) return refuse('request.parameter_invalid', { parameter: name });
  return Number(text);
};
