import { covers, isScopeToken, type Refusal, refuse } from '@cardea/protocol';
import type { VerifiedToken } from '../verify/verified-token.ts';

/** Distinct, well-formed scopes (RFC 6749 §3.3). Throws a `TypeError`: a misspelt one would lock a route silently. */
export const scopeList = (scopes: readonly string[]): readonly string[] => {
  const wrong = scopes.find((scope) => !isScopeToken(scope));
  if (wrong !== undefined) throw new TypeError(`"${wrong}" is not a scope`);
  return [...new Set(scopes)];
};

/** Why these granted scopes do not open a route that needs `required`, all of them; undefined where they do. */
export const missingScope = (token: VerifiedToken, required: readonly string[]): Refusal | undefined => {
  const missing = required.filter((scope) => !covers(token.scopes, scope));
  return missing.length === 0 ? undefined : refuse('token.scope', { missing, granted: token.scopes });
};
