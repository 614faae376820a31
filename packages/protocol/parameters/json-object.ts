import { type Refusal, refuse } from '../refusals/refusal.ts';
import { jsonShape, parseObject } from './json-text.ts';

const MAX_DEPTH = 32; // Design D6

/** The JSON object of a body (RFC 8259 §4): each name once in each object, nested no deeper than 32. */
export const parseJsonObject = (text: string): Readonly<Record<string, unknown>> | Refusal => {
  const object = parseObject(text);
  if (!object) return refuse('registration.malformed');
  const { depth, repeatsName } = jsonShape(text);
  if (depth > MAX_DEPTH) return refuse('registration.malformed', { depth });
  return repeatsName ? refuse('registration.malformed', { repeated: true }) : object;
};
