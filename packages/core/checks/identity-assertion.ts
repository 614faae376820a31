import { isRefusal, parseScope, type Refusal, refuse } from '@cardea/protocol';
import { isResourceUri } from './resource-uri.ts';

/** `typ` of identity assertions (draft-ietf-oauth-identity-assertion-authz-grant §3). */
export const IDENTITY_ASSERTION_TYP = 'oauth-id-jag+jwt';

/** What an identity assertion bounds a token by; undefined where it says nothing. */
export interface IdentityBounds {
  readonly scopes: readonly string[] | undefined;
  readonly resources: readonly string[] | undefined;
}

interface Presented {
  /** The client that has authenticated. */
  readonly clientId: string;
  /** Thumbprint of the key that it has proved to hold. */
  readonly jkt: string | undefined;
}

const scopesOf = (scope: unknown): readonly string[] | undefined | Refusal => {
  if (scope === undefined) return undefined;
  const scopes = typeof scope === 'string' ? parseScope(scope) : undefined;
  return scopes === undefined || isRefusal(scopes) ? refuse('assertion.identity_claims', { claim: 'scope' }) : scopes;
};

const resourcesOf = (resource: unknown): readonly string[] | undefined | Refusal => {
  if (resource === undefined) return undefined;
  const uris: readonly unknown[] = Array.isArray(resource) ? resource : [resource];
  const good = uris.filter((uri) => typeof uri === 'string').filter(isResourceUri);
  return good.length === 0 || good.length < uris.length
    ? refuse('assertion.identity_claims', { claim: 'resource' })
    : good;
};

/** RFC 7800 §3.1: an assertion that is bound to a key is good with that key alone. */
const keyRefusal = (cnf: unknown, jkt: string | undefined): Refusal | undefined => {
  if (cnf === undefined) return undefined;
  const bound = typeof cnf === 'object' && cnf !== null && 'jkt' in cnf ? cnf.jkt : undefined;
  // Bound in a way that we do not know is not unbound
  if (typeof bound !== 'string') return refuse('assertion.identity_claims', { claim: 'cnf' });
  return bound === jkt ? undefined : refuse('assertion.identity_key');
};

/** What an identity assertion has beside the claims of every assertion (draft §4.4.1). */
export const checkIdentityAssertion = (
  { client_id: named, scope, resource, cnf }: Readonly<Record<string, unknown>>,
  { clientId, jkt }: Presented,
): IdentityBounds | Refusal => {
  if (named !== clientId)
    return refuse('assertion.identity_client', {
      client: clientId,
      named: typeof named === 'string' ? named.slice(0, 200) : undefined,
    });
  const otherKey = keyRefusal(cnf, jkt);
  if (otherKey) return otherKey;
  const scopes = scopesOf(scope);
  if (isRefusal(scopes)) return scopes;
  const resources = resourcesOf(resource);
  return isRefusal(resources) ? resources : { scopes, resources };
};
