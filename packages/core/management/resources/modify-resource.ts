import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import type { Resource } from '../../ports/resource.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { applyChanges, changedFields } from '../fields/apply-changes.ts';
import { ensureScopes, unregistered } from '../fields/scopes.ts';
import type { ManagementPorts } from '../ports.ts';
import type { WrittenResource } from './add-resource.ts';
import { checkResource } from './check-resource.ts';
import type { ResourceChanges } from './resource-input.ts';

/** The resource with a URI. From the list: a copy in a cache could be older than the guard allows. */
export const findResource = async (
  { stores }: Pick<ManagementPorts, 'stores'>,
  uri: string,
): Promise<Resource | ManagementError> =>
  (await stores.resources.list()).find((resource) => resource.uri === uri) ??
  new ManagementError('resource.not_found', { subject: uri.slice(0, 200) });

/** Changes the settings named, unless the resource was changed since it was looked at. */
export const modifyResource = async (
  ports: ManagementPorts,
  { uri, version, ...asked }: ResourceChanges,
  actor: Actor,
): Promise<WrittenResource | ManagementError> => {
  const { stores, clock } = ports;
  const old = await findResource(ports, uri);
  if (isManagementError(old)) return old;
  const conflict = new ManagementError('resource.conflict', { subject: uri });
  if (version !== undefined && version !== old.version) return conflict;
  const settings = applyChanges(old, asked);
  const changed = changedFields(old, settings);
  if (changed.length === 0) return { resource: old, createdScopes: [] };
  const resource: Resource = { ...settings, version: old.version + 1, updatedAt: seconds(clock) };
  const refused = await checkResource(resource, ports);
  if (refused) return refused;
  const createdScopes = await unregistered(stores.scopes, resource.scopes);
  const done = await stores.commit({
    guard: { kind: 'resource.replace', resource },
    changes: [
      ...ensureScopes(resource.scopes),
      audited(clock, { actor, action: 'resource.updated', target: uri, detail: { changed, createdScopes } }),
    ],
  });
  if (done) return { resource, createdScopes };
  const now = await findResource(ports, uri);
  return isManagementError(now) ? now : conflict;
};
