import { identityScopes, isRefusal, isSubset, parseScope, type Refusal, refuse } from '@cardea/protocol';

interface Registered {
  /** Scopes the client is configured with. */
  readonly client: readonly string[];
  /** Scopes that mean something to the target; any when empty. */
  readonly target: readonly string[];
}

const meaningful = (scopes: readonly string[], target: readonly string[]): readonly string[] =>
  target.length === 0 ? scopes : scopes.filter((scope) => target.includes(scope));

/**
 * The scopes of a client that acts for itself: those it asks for, each of which it must be configured with, or all it is
 * configured with for the target (RFC 6749 §3.3, §4.4).
 */
export const clientScopes = (
  requested: string | undefined,
  { client, target }: Registered,
): readonly string[] | Refusal => {
  if (requested === undefined) return meaningful(client, target).filter((scope) => !identityScopes.includes(scope));
  const scopes = parseScope(requested);
  if (isRefusal(scopes)) return scopes;
  const ofUser = scopes.filter((scope) => identityScopes.includes(scope));
  if (ofUser.length > 0) return refuse('scope.needs_user', { requested: ofUser });
  if (!isSubset(scopes, client)) return refuse('scope.not_allowed', { requested: scopes, registered: client });
  if (target.length > 0 && !isSubset(scopes, target))
    return refuse('scope.not_of_resource', { requested: scopes, registered: target });
  return scopes;
};
