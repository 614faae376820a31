import type { AdminClient } from '../connect/admin-client.ts';
import { facts } from '../terminal/table.ts';
import { instant, lifetime } from '../terminal/times.ts';

export type ShownResource = Awaited<ReturnType<AdminClient['resources']['show']['query']>>;

/** A resource in the names of RFC 9728 §2, and ours in the same manner. */
export const resourceJson = (resource: ShownResource): Readonly<Record<string, unknown>> => ({
  resource: resource.uri,
  resource_name: resource.name,
  scopes_supported: resource.scopes,
  token_format: resource.tokenFormat,
  signing_alg: resource.signingAlgorithm,
  introspectors: resource.introspectors,
  self_registered_clients: resource.selfRegistered,
  access_token_ttl: resource.accessTokenTtlSeconds,
  enabled: resource.enabled,
  created_at: resource.createdAt,
  updated_at: resource.updatedAt,
  version: resource.version,
});

export const resourceLines = (resource: ShownResource): readonly string[] =>
  facts([
    ['resource', resource.uri],
    ['name', resource.name],
    ['enabled', resource.enabled ? 'yes' : 'no'],
    ['tokens', resource.tokenFormat],
    ['signed with', resource.signingAlgorithm],
    ['scopes', resource.scopes.join(' ') || 'any'],
    ['resource servers', resource.introspectors.join(' ')],
    ['clients', resource.selfRegistered ? 'also those that registered themselves' : undefined],
    ['token lifetime', lifetime(resource.accessTokenTtlSeconds)],
    ['registered', instant(resource.createdAt)],
    ['changed', resource.version === 1 ? undefined : instant(resource.updatedAt)],
  ]);
