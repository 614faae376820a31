/**
 * Scopes of the management and of the operator's tools. No client has them that nobody vouches for: one that registered
 * itself, or is known by its document.
 */
export const isReservedScope = (scope: string): boolean => /^(admin|cardea|metrics|\*)([:.*]|$)/.test(scope);
