import type { Actor } from '../../ports/audit.ts';
import { audited } from '../audit.ts';
import { findClient } from '../clients/find-client.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';
import { findResource } from './modify-resource.ts';

/** Removes a resource that no client may get tokens for. */
export const removeResource = async (
  ports: ManagementPorts,
  uri: string,
  actor: Actor,
): Promise<ManagementError | undefined> => {
  const resource = await findResource(ports, uri);
  if (isManagementError(resource)) return resource;
  const client = await findClient(ports.stores.clients, ({ resources }) => resources.includes(uri));
  if (client) return new ManagementError('resource.in_use', { subject: `${uri}, by the client ${client.id}` });
  const done = await ports.stores.commit({
    guard: { kind: 'resource.delete', uri },
    changes: [
      audited(ports.clock, { actor, action: 'resource.deleted', target: uri, detail: { name: resource.name } }),
    ],
  });
  if (done) return undefined;
  // A client was given it meanwhile, or somebody removed it
  const now = await findClient(ports.stores.clients, ({ resources }) => resources.includes(uri));
  return now
    ? new ManagementError('resource.in_use', { subject: `${uri}, by the client ${now.id}` })
    : new ManagementError('resource.not_found', { subject: uri });
};
