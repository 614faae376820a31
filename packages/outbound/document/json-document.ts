import { FetchRefusal } from './fetch-refusal.ts';

/** Design D6. */
const MAX_DEPTH = 32;

const JSON_TYPE = /^application\/(?:json|[a-z0-9!#$&^_.-]+\+json)$/;

/** The type of a Content-Type without its parameters, in lower case (RFC 9110 §8.3.1). */
export const mediaType = (contentType: string | undefined): string =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** Whether a Content-Type is a JSON one (RFC 8259 §11, RFC 6839 §3.1). */
export const isJsonType = (contentType: string | undefined): boolean => JSON_TYPE.test(mediaType(contentType));

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `[` and `{`, `]` and `}`: in ASCII each pair differs in one bit. */
const isOpening = (code: number): boolean => (code | 0x20) === 0x7b;
const isClosing = (code: number): boolean => (code | 0x20) === 0x7d;

/** Whether brackets nest deeper than allowed, strings apart: known before a parser recurses into them. */
const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === BACKSLASH) i++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (isOpening(code)) {
      if (++depth > MAX_DEPTH) return true;
    } else if (isClosing(code)) depth--;
  }
  return false;
};

/** The value of a JSON document in UTF-8. */
export const parseJsonDocument = (bytes: Uint8Array): { readonly json: unknown } | FetchRefusal => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return isTooDeep(text) ? new FetchRefusal('json') : { json: JSON.parse(text) };
  } catch {
    return new FetchRefusal('json');
  }
};
