import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import { findAccount } from '../accounts/find-account.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';
import { type AllowedApplication, applicationsOf, endOfApplication, isAllowed } from './applications.ts';

/** What people have allowed applications. Wherever a `user` is asked for, an id, a username or an e-mail address will do. */
export interface GrantManagement {
  list(user: string): Promise<readonly AllowedApplication[] | ManagementError>;
  /** Undefined where it is done. */
  revoke(
    grant: { readonly user: string; readonly clientId: string },
    actor: Actor,
  ): Promise<ManagementError | undefined>;
}

export const createGrantManagement = (ports: ManagementPorts): GrantManagement => ({
  async list(user) {
    const account = await findAccount(ports, user);
    return isManagementError(account) ? account : applicationsOf(account.id, ports);
  },
  async revoke({ user, clientId }, actor) {
    const account = await findAccount(ports, user);
    if (isManagementError(account)) return account;
    if (!(await isAllowed(account.id, clientId, ports)))
      return new ManagementError('grant.not_found', { subject: `${account.username}, ${clientId.slice(0, 200)}` });
    const ending = { accountId: account.id, clientId, actor, at: seconds(ports.clock) };
    await ports.stores.commit({ changes: endOfApplication(ending) });
    return undefined;
  },
});
