import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';
import { changeableClient } from './replace-client.ts';

/** Removes a client and revokes its tokens. The resource servers of registered resources stay. */
export const removeClient = async (
  ports: ManagementPorts,
  id: string,
  actor: Actor,
): Promise<ManagementError | undefined> => {
  const { stores, clock } = ports;
  const client = await changeableClient(ports, id);
  if (isManagementError(client)) return client;
  // A later client with the same chosen id must not inherit the right to introspect.
  const served = async () => (await stores.resources.list()).find(({ introspectors }) => introspectors.includes(id));
  const resource = await served();
  if (resource) return new ManagementError('client.introspects', { subject: resource.uri });
  const at = seconds(clock);
  const done = await stores.commit({
    guard: { kind: 'client.delete', id },
    changes: [
      { kind: 'access_tokens.revoke', clientId: id, at },
      audited(clock, { actor, action: 'client.deleted', target: id, detail: { name: client.name } }),
    ],
  });
  if (done) return undefined;
  // It became the resource server of one meanwhile, or somebody removed it
  const now = await served();
  return now
    ? new ManagementError('client.introspects', { subject: now.uri })
    : new ManagementError('client.not_found', { subject: id });
};
