import { identityScopes, isReservedScope } from '@cardea/protocol';
import type { ScopeStore } from '../ports/scope.ts';

/**
 * Scopes that an app password may have: those of APIs. Whoever it stands for is no secret to an API that takes it, and managing
 * takes a second factor, which an app password goes around.
 */
const mayBeOfAppPassword = (scope: string): boolean => !identityScopes.includes(scope) && !isReservedScope(scope);

/** The registered ones among them, with their words. */
export const appPasswordScopes = async ({ list }: ScopeStore) =>
  (await list()).filter(({ name }) => mayBeOfAppPassword(name));
