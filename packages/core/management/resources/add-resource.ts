import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import type { Resource } from '../../ports/resource.ts';
import { audited } from '../audit.ts';
import { ManagementError } from '../errors/management-error.ts';
import { ensureScopes, unregistered } from '../fields/scopes.ts';
import type { ManagementPorts } from '../ports.ts';
import { checkResource } from './check-resource.ts';
import type { NewResource } from './resource-input.ts';

export interface WrittenResource {
  readonly resource: Resource;
  /** Scopes that this change registered. */
  readonly createdScopes: readonly string[];
}

/**
 * Registers a resource. Its tokens are JWTs unless chosen otherwise: an API can check those without a client of its own.
 * Scopes that are not registered yet are registered in the same unit.
 */
export const addResource = async (
  ports: ManagementPorts,
  input: NewResource,
  actor: Actor,
): Promise<WrittenResource | ManagementError> => {
  const { stores, clock } = ports;
  const now = seconds(clock);
  const resource: Resource = {
    ...input,
    version: 1,
    enabled: input.enabled ?? true,
    tokenFormat: input.tokenFormat ?? 'jwt',
    scopes: [...new Set(input.scopes ?? [])],
    introspectors: [...new Set(input.introspectors ?? [])],
    selfRegistered: input.selfRegistered ?? false,
    createdAt: now,
    updatedAt: now,
  };
  const refused = await checkResource(resource, ports);
  if (refused) return refused;
  const createdScopes = await unregistered(stores.scopes, resource.scopes);
  const { uri, name, tokenFormat, scopes, introspectors, selfRegistered } = resource;
  const done = await stores.commit({
    guard: { kind: 'resource.insert', resource },
    changes: [
      ...ensureScopes(resource.scopes),
      audited(clock, {
        actor,
        action: 'resource.created',
        target: uri,
        detail: { name, tokenFormat, scopes, introspectors, selfRegistered, createdScopes },
      }),
    ],
  });
  return done ? { resource, createdScopes } : new ManagementError('resource.exists', { subject: uri });
};
