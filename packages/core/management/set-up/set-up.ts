import type { Actor } from '../../ports/audit.ts';
import type { WrittenAccount } from '../accounts/add-account.ts';
import type { ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';
import { makeFirstOwner, type NewOwner } from './first-owner.ts';
import { makeSetUpLink, type SetUpLink } from './set-up-links.ts';

/** How a server gets its first owner. All of it is refused once there is one. */
export interface SetUpManagement {
  link(actor: Actor): Promise<SetUpLink | ManagementError>;
  owner(owner: NewOwner, actor: Actor): Promise<WrittenAccount | ManagementError>;
}

export const createSetUpManagement = (ports: ManagementPorts): SetUpManagement => ({
  link: (actor) => makeSetUpLink(ports, actor),
  owner: (owner, actor) => makeFirstOwner(ports, owner, { actor }),
});
