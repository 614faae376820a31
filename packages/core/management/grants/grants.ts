import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import { findAccount } from '../accounts/find-account.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { type ListPage, type ListWish, listPage } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';
import { type AllowedApplication, applicationOf, endOfApplication, isAllowed } from './applications.ts';

/** What one person has allowed one application. */
export interface GrantDescription extends AllowedApplication {
  readonly accountId: string;
}

/** The grants of a person, or those of a client. */
export type GrantFilter = ListWish &
  ({ readonly user: string; readonly clientId?: undefined } | { readonly clientId: string; readonly user?: undefined });

/** What people have allowed applications. Wherever a `user` is asked for, an id, a username or an e-mail address will do. */
export interface GrantManagement {
  /** By the ids of the clients, or of the people. */
  list(filter: GrantFilter): Promise<ListPage<GrantDescription> | ManagementError>;
  /** Undefined where it is done. */
  revoke(
    grant: { readonly user: string; readonly clientId: string },
    actor: Actor,
  ): Promise<ManagementError | undefined>;
}

const narrowingOf = async (ports: ManagementPorts, { user, clientId }: GrantFilter) => {
  if (user === undefined) return { clientId };
  const account = await findAccount(ports, user);
  return isManagementError(account) ? account : { accountId: account.id };
};

const list = async (
  ports: ManagementPorts,
  filter: GrantFilter,
): Promise<ListPage<GrantDescription> | ManagementError> => {
  const narrowing = await narrowingOf(ports, filter);
  if (isManagementError(narrowing)) return narrowing;
  const { limit, cursor } = filter;
  const at = seconds(ports.clock);
  return listPage(ports, { name: 'grants', wish: { limit, cursor }, narrowing }, async (query) => {
    const { rows, next } = await ports.stores.listings.allowances({ ...query, ...narrowing, at });
    const shown = rows.map(async ({ accountId, clientId }) => ({
      ...(await applicationOf(accountId, clientId, ports)),
      accountId,
    }));
    return { rows: await Promise.all(shown), next };
  });
};

export const createGrantManagement = (ports: ManagementPorts): GrantManagement => ({
  list: (filter) => list(ports, filter),
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
