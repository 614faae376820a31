import type { Actor, AuditAction } from '../../ports/audit.ts';
import type { Client } from '../../ports/client.ts';
import { seconds } from '../../ports/clock.ts';
import { CONSOLE_CLIENT_ID } from '../../ports/console-id.ts';
import type { Change } from '../../ports/unit.ts';
import { type AuditNote, audited } from '../audit.ts';
import { ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';

export interface ClientReplacement {
  /** The client as it was read; the replacement takes effect only where it is still this version. */
  readonly old: Client;
  readonly changed: Partial<Client>;
  readonly changes?: readonly Change[];
  readonly action: AuditAction;
  readonly detail?: AuditNote['detail'];
  readonly actor: Actor;
}

/** The client with an id as the primary has it. */
export const freshClient = async (ports: ManagementPorts, id: string): Promise<Client | ManagementError> =>
  (await ports.stores.clients.findFresh(id)) ?? new ManagementError('client.not_found', { subject: id.slice(0, 100) });

/** The same, where it is not one of Cardea itself: those are as Cardea needs them. */
export const changeableClient = async (ports: ManagementPorts, id: string): Promise<Client | ManagementError> =>
  id === CONSOLE_CLIENT_ID ? new ManagementError('client.built_in', { subject: id }) : freshClient(ports, id);

/** Writes the next version of a client, with its audit entry, in one unit. */
export const replaceClient = async (
  { stores, clock }: ManagementPorts,
  { old, changed, changes = [], action, detail, actor }: ClientReplacement,
): Promise<Client | ManagementError> => {
  const client: Client = { ...old, ...changed, id: old.id, version: old.version + 1, updatedAt: seconds(clock) };
  const done = await stores.commit({
    guard: { kind: 'client.replace', client },
    changes: [...changes, audited(clock, { actor, action, target: old.id, ...(detail ? { detail } : {}) })],
  });
  if (done) return client;
  const now = await stores.clients.findFresh(old.id);
  return new ManagementError(now ? 'client.conflict' : 'client.not_found', { subject: old.id });
};
