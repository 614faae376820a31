import type { Actor } from '../../ports/audit.ts';
import type { IdentityLink } from '../../ports/identity-link.ts';
import { findAccount } from '../accounts/find-account.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';

interface LinkOfAccount {
  /** A person by id, username or e-mail address. */
  readonly user: string;
  readonly provider: string;
}

/** Which people sign in at which providers. */
export interface IdentityLinkManagement {
  list(user: string): Promise<readonly IdentityLink[] | ManagementError>;
  /** Also the last way to sign in: an administrator gives another one. Undefined where it is done. */
  remove(link: LinkOfAccount, actor: Actor): Promise<ManagementError | undefined>;
}

export const createIdentityLinkManagement = (ports: ManagementPorts): IdentityLinkManagement => {
  const { stores, clock } = ports;
  return {
    async list(user) {
      const account = await findAccount(ports, user);
      return isManagementError(account) ? account : stores.identityLinks.list(account.id);
    },
    async remove({ user, provider }, actor) {
      const account = await findAccount(ports, user);
      if (isManagementError(account)) return account;
      const done = await stores.commit({
        guard: { kind: 'identity_link.delete', providerId: provider, accountId: account.id, evenIfLast: true },
        changes: [audited(clock, { actor, action: 'identity_link.deleted', target: account.id, detail: { provider } })],
      });
      return done ? undefined : new ManagementError('link.not_found', { subject: `${account.username}, ${provider}` });
    },
  };
};
