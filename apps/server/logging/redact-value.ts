import { REDACTED, redactText } from './redact-text.ts';
import { isSecretName, PRIVATE_JWK_MEMBERS } from './secret-names.ts';

const MAX_DEPTH = 8;
const MAX_ITEMS = 100;

/** What can be written as JSON. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [name: string]: Plain };

/** A copy of any value, as plain data without secrets. Never throws, whatever the value's getters do. */
export const redactValue = (value: unknown, depth = 0): Plain => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'boolean' || value === null || value === undefined) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object') return `[${typeof value}]`;
  if (depth >= MAX_DEPTH) return '[too deep]';
  try {
    return redactObject(value, depth);
  } catch {
    return '[unreadable]';
  }
};

const redactObject = (value: object, depth: number): Plain => {
  if (Array.isArray(value)) return redactList(value, depth);
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (value instanceof URL) return redactText(value.href);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Set) return redactList([...value].slice(0, MAX_ITEMS + 1), depth);
  if (value instanceof Map || value instanceof Headers || value instanceof URLSearchParams)
    return redactEntries(value.entries(), depth);
  if (value instanceof Request || value instanceof Response || value instanceof Promise)
    return `[${value.constructor.name}]`;
  return redactEntries(Object.entries(value), depth, value);
};

/** Also lists of a name and its value, one after the other, as raw headers are. */
const redactList = (list: readonly unknown[], depth: number): readonly Plain[] => {
  const items = list.slice(0, MAX_ITEMS).map((item, index) => {
    const before = index > 0 ? list[index - 1] : undefined;
    return typeof before === 'string' && isSecretName(before, item) ? REDACTED : redactValue(item, depth + 1);
  });
  return list.length > MAX_ITEMS ? [...items, `[${list.length - MAX_ITEMS} more]`] : items;
};

const redactError = (error: Error, depth: number): Plain => ({
  type: redactText(String(error.name)),
  message: redactText(String(error.message)),
  stack: redactText(String(error.stack)),
  ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, depth + 1) }),
  ...redactEntries(
    Object.entries(error).filter(([name]) => !['name', 'message', 'stack', 'cause'].includes(name)),
    depth,
  ),
});

const redactEntries = (
  entries: Iterable<readonly [unknown, unknown]>,
  depth: number,
  owner: object = {},
): { readonly [name: string]: Plain } => {
  const isJwk = 'kty' in owner;
  // { name: 'client_secret', value: '…' }
  const label = 'name' in owner ? owner.name : 'key' in owner ? owner.key : undefined;
  const clean: Record<string, Plain> = Object.create(null);
  let count = 0;
  for (const [name, value] of entries) {
    if (++count > MAX_ITEMS) {
      clean['…'] = '[more]';
      break;
    }
    const key = redactText(String(name));
    const secret =
      isSecretName(String(name), value) ||
      (isJwk && PRIVATE_JWK_MEMBERS.has(String(name))) ||
      (name === 'value' && typeof label === 'string' && isSecretName(label, value));
    clean[key] = secret ? REDACTED : redactValue(value, depth + 1);
  }
  return clean;
};
