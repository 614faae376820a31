import { type Refusal, refuse } from '../refusals/refusal.ts';
import { Parameters } from './parameters.ts';

/** RFC 6749 appendix A knows no control characters but TAB; U+FFFD is what broken UTF-8 decodes to. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\0-\x08\x0a-\x1f\x7f\ufffd]/;

/** Whether a text may be the name or the value of a parameter, however it was sent. */
export const isParameterText = (text: string): boolean => !FORBIDDEN.test(text) && text.isWellFormed();

/** A name or value without escapes is as well-formed as the text around it: only decoded octets are looked at anew. */
const decodeWellFormed = (text: string): string | undefined => {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!text.includes('%')) return spaced;
  try {
    const decoded = decodeURIComponent(spaced);
    return isParameterText(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
};

/** One form-encoded name or value, or undefined where the encoding is broken (RFC 6749 appendix B). */
export const decodeFormValue = (text: string): string | undefined =>
  isParameterText(text) ? decodeWellFormed(text) : undefined;

/** The parameters of an `application/x-www-form-urlencoded` body or query. Duplicates and broken encodings are refused. */
export const parseForm = (text: string): Parameters | Refusal => {
  if (!isParameterText(text)) return refuse('request.form_malformed');
  const parameters = new Parameters();
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf('&', start);
    if (end === -1) end = text.length;
    if (end > start) {
      const equals = text.indexOf('=', start);
      const split = equals === -1 || equals > end ? end : equals;
      const name = decodeWellFormed(text.slice(start, split));
      const value = decodeWellFormed(text.slice(split + 1, end));
      if (name === undefined || value === undefined) return refuse('request.form_malformed');
      const refusal = parameters.add(name, value);
      if (refusal) return refusal;
    }
    start = end + 1;
  }
  return parameters;
};
