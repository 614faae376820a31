import { type Refusal, refuse } from '@cardea/protocol';
import { isResourceUri } from '../checks/resource-uri.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { Client } from '../ports/client.ts';
import type { Resource } from '../ports/resource.ts';
import type { SigningAlgorithm } from '../ports/signing-key.ts';
import type { Target } from './plan.ts';

const MAX_RESOURCES = 16;

type Dependencies = Pick<EngineOptions, 'issuer' | 'stores' | 'signingAlgorithms'>;

const isSigningAlgorithm = (
  value: string | undefined,
  allowed: readonly SigningAlgorithm[],
): value is SigningAlgorithm => allowed.some((algorithm) => algorithm === value);

/** Cardea's own API: the default target of a client that is registered for no other. */
const ownApi = (issuer: string): Target => ({
  audience: [issuer],
  format: 'opaque',
  signingAlgorithm: undefined,
  scopes: [],
  ttlSeconds: undefined,
});

const narrowest = (lifetimes: readonly (number | undefined)[]): number | undefined => {
  const known = lifetimes.filter((seconds) => seconds !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

/** A token for several resources carries scopes of any of them; one that knows no list takes all. */
const union = (resources: readonly Resource[]): readonly string[] =>
  resources.some(({ scopes }) => scopes.length === 0) ? [] : [...new Set(resources.flatMap(({ scopes }) => scopes))];

/** Registered resources as one target; each must be enabled and allowed for the client. */
const registeredTarget = async (
  uris: readonly string[],
  client: Client,
  { stores, signingAlgorithms }: Dependencies,
): Promise<Target | Refusal> => {
  const resources: Resource[] = [];
  for (const uri of uris) {
    const allowed = client.resources.includes(uri);
    const resource = allowed || client.provenance !== 'operator' ? await stores.resources.find(uri) : undefined;
    // One answer for unknown, disabled and not allowed: registered resources cannot be listed by trying.
    if (!resource?.enabled || !(allowed || resource.selfRegistered))
      return refuse('target.not_allowed', { requested: uri, registered: client.resources });
    resources.push(resource);
  }
  const kinds = new Set(resources.map(({ tokenFormat, signingAlgorithm }) => `${tokenFormat} ${signingAlgorithm}`));
  const [first] = resources;
  if (first === undefined || kinds.size > 1) return refuse('target.mixed_formats', { requested: uris });
  return {
    audience: uris,
    format: first.tokenFormat,
    signingAlgorithm: isSigningAlgorithm(first.signingAlgorithm, signingAlgorithms)
      ? first.signingAlgorithm
      : undefined,
    scopes: union(resources),
    ttlSeconds: narrowest(resources.map(({ accessTokenTtlSeconds }) => accessTokenTtlSeconds)),
  };
};

/**
 * Where the token is for: the `resource` parameters (RFC 8707 §2), with `audience` as a synonym, else the client's first
 * registered resource, else Cardea's own API. Only registered resources are looked up; the rest is known at once.
 */
export const resolveTarget = (
  requested: readonly string[],
  client: Client,
  dependencies: Dependencies,
): Target | Refusal | Promise<Target | Refusal> => {
  const { issuer } = dependencies;
  if (requested.length === 0 && client.resources.length === 0) return ownApi(issuer);
  const uris = requested.length > 0 ? [...new Set(requested)] : client.resources.slice(0, 1);
  if (uris.length > MAX_RESOURCES) return refuse('target.too_many', { items: uris.length });
  const malformed = uris.find((uri) => !isResourceUri(uri));
  if (malformed !== undefined) return refuse('target.malformed', { requested: malformed.slice(0, 200) });

  const own = uris.length === 1 && uris[0] === issuer;
  const mayUseOwn = client.resources.length === 0 || client.resources.includes(issuer);
  return own && mayUseOwn ? ownApi(issuer) : registeredTarget(uris, client, dependencies);
};
