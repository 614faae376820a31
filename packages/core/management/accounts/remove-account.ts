import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';
import { findAccount } from './find-account.ts';
import { endEverything } from './replace-account.ts';

/** Removes a person: their sessions, and everything they allowed, end with them. */
export const removeAccount = async (
  ports: ManagementPorts,
  id: string,
  actor: Actor,
): Promise<ManagementError | undefined> => {
  const { stores, clock } = ports;
  const account = await findAccount(ports, id);
  if (isManagementError(account)) return account;
  const done = await stores.commit({
    guard: { kind: 'account.delete', id: account.id },
    changes: [
      ...endEverything(account.id, seconds(clock)),
      audited(clock, {
        actor,
        action: 'account.deleted',
        target: account.id,
        detail: { username: account.username },
      }),
    ],
  });
  if (done) return undefined;
  const isThere = (await stores.accounts.find(account.id)) !== undefined;
  return isThere
    ? new ManagementError('account.last_owner', { subject: account.username })
    : new ManagementError('account.not_found', { subject: account.id });
};
