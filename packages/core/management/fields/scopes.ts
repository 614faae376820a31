import { identityScopes, isAdminScope, isScopeToken } from '@cardea/protocol';
import type { Scope, ScopeStore } from '../../ports/scope.ts';
import type { Change } from '../../ports/unit.ts';

const MAX_SCOPES = 64; // Design D6

/** What is wrong with a list of scopes (RFC 6749 §3.3). */
export const scopesProblem = (scopes: readonly string[]): string | undefined => {
  if (scopes.length > MAX_SCOPES) return `names more than ${MAX_SCOPES} scopes`;
  const malformed = scopes.find((scope) => !isScopeToken(scope));
  if (malformed !== undefined)
    return `holds ${JSON.stringify(malformed.slice(0, 40))}, which is not a scope name (RFC 6749 §3.3)`;
  return undefined;
};

export const identityScopeIn = (scopes: readonly string[]): string | undefined =>
  scopes.find((scope) => identityScopes.includes(scope));

/** Those of `scopes` that are not registered yet: the unit that names them registers them. Identity scopes need no registration. */
export const unregistered = async (store: ScopeStore, scopes: readonly string[]): Promise<readonly string[]> => {
  if (scopes.length === 0) return [];
  const known = new Set((await store.list()).map((scope) => scope.name));
  return scopes.filter((scope) => !known.has(scope) && !identityScopes.includes(scope));
};

/** What people read of a scope of the management until an operator says it in their own words. */
const ADMINISTRATION = 'Manage this server, as far as your role allows';

const plainScope = (name: string): Scope => ({
  name,
  description: isAdminScope(name) ? ADMINISTRATION : '',
  claims: [],
});

/** Registers all of them but identity scopes: also those that were registered just now, for somebody may remove one meanwhile. */
export const ensureScopes = (names: readonly string[]): readonly Change[] =>
  names
    .filter((name) => !identityScopes.includes(name))
    .map((name) => ({ kind: 'scope.ensure', scope: plainScope(name) }));
