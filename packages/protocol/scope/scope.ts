import { type Refusal, refuse } from '../refusals/refusal.ts';

const MAX_SCOPES = 64; // Design D6
const MAX_SCOPE_CHARS = 128;
/** scope-token = 1*( %x21 / %x23-5B / %x5D-7E ), RFC 6749 §3.3 */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

export const isScopeToken = (text: string): boolean => text.length <= MAX_SCOPE_CHARS && SCOPE_TOKEN.test(text);

/** The distinct scopes of a `scope` parameter, in the order they were sent (RFC 6749 §3.3). */
export const parseScope = (text: string): readonly string[] | Refusal => {
  if (text.length > MAX_SCOPES * (MAX_SCOPE_CHARS + 1)) return refuse('scope.too_many', { characters: text.length });
  const items = text.split(' ');
  if (items.length > MAX_SCOPES) return refuse('scope.too_many', { items: items.length });
  for (const item of items) if (!isScopeToken(item)) return refuse('scope.malformed');
  return [...new Set(items)];
};

export const formatScope = (scopes: readonly string[]): string => scopes.join(' ');

/** Whether every scope of `inner` is among `outer`, letter by letter. */
export const isSubset = (inner: readonly string[], outer: readonly string[]): boolean =>
  inner.every((scope) => outer.includes(scope));

/** Scopes that administer Cardea itself: only an owner gives them. */
export const isAdminScope = (scope: string): boolean => scope.startsWith('admin:');

/**
 * Whether granted scopes satisfy a required one at an API: the same name, `x:*` for `x:anything`, or `*` for
 * everything but the administration of Cardea itself. No scope grants nothing.
 */
export const covers = (granted: readonly string[], required: string): boolean =>
  granted.some(
    (scope) =>
      scope === required ||
      (scope === '*' && !isAdminScope(required)) ||
      (scope.endsWith(':*') && required.startsWith(scope.slice(0, -1)) && required.length >= scope.length),
  );
