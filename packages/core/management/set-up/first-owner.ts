import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import { describeAccount, type NewAccount } from '../accounts/account-input.ts';
import type { WrittenAccount } from '../accounts/add-account.ts';
import { type AccountPorts, prepareAccount } from '../accounts/prepare-account.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { killSetUpLinks } from './set-up-links.ts';

/** Who is to own the server. */
export type NewOwner = Pick<NewAccount, 'username' | 'email' | 'profile' | 'password'>;

interface Origin {
  /** Undefined: the account itself, that comes into being. */
  readonly actor: Actor | undefined;
  /** The set-up link that it is made with, and that this spends. */
  readonly linkId?: string | undefined;
  readonly caller?: Pick<Actor, 'address' | 'requestId'>;
}

/** Makes the first owner of a server. Where one is there, or another comes first, nothing happens. */
export const makeFirstOwner = async (
  ports: AccountPorts,
  owner: NewOwner,
  { actor, linkId, caller }: Origin,
): Promise<WrittenAccount | ManagementError> => {
  const { stores, clock } = ports;
  if ((await stores.accounts.findOwner()) !== undefined) return new ManagementError('set_up.owned');
  const prepared = await prepareAccount(ports, { ...owner, role: 'owner' });
  if (isManagementError(prepared)) return prepared;
  const { account, made } = prepared;
  const { id, username, email, state, role } = account;
  const done = await stores.commit({
    guard:
      linkId === undefined
        ? { kind: 'first_owner.insert', account }
        : { kind: 'one_time_link.insert_first_owner', linkId, at: seconds(clock), account },
    changes: [
      killSetUpLinks,
      audited(clock, {
        actor: actor ?? { kind: 'user', id, ...caller },
        action: 'account.created',
        target: id,
        detail: { username, state, role, by: linkId === undefined ? 'set_up' : 'one_time_link' },
      }),
    ],
  });
  if (done) return { account: describeAccount(account), password: made };
  const keys = [account.usernameKey, ...(account.emailKey === undefined ? [] : [account.emailKey])];
  const holders = await Promise.all(keys.map((key) => stores.accounts.findByLogin(key)));
  const isOwned = (await stores.accounts.findOwner()) !== undefined;
  return !isOwned && holders.some((holder) => holder !== undefined)
    ? new ManagementError('account.exists', { subject: [username, email].filter(Boolean).join(', ') })
    : new ManagementError('set_up.owned');
};
