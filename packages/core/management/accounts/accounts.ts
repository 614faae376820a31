import type { Actor } from '../../ports/audit.ts';
import type { AccountNarrowing } from '../../ports/listing.ts';
import { isManagementError, type ManagementError } from '../errors/management-error.ts';
import { foundByWords, type ListPage, listPage, type SearchWish, shownAs } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';
import {
  type AccountChanges,
  type AccountDescription,
  describeAccount,
  type NewAccount,
  type PasswordChange,
} from './account-input.ts';
import { addAccount, type WrittenAccount } from './add-account.ts';
import { findAccount } from './find-account.ts';
import { modifyAccount } from './modify-account.ts';
import { createPasswordLink, type PasswordLink, type PasswordLinkWish } from './password-link.ts';
import { removeAccount } from './remove-account.ts';
import { setPassword } from './set-password.ts';

export type AccountFilter = Omit<AccountNarrowing, 'words'>;

/**
 * The people who can sign in. Each change is one unit with one audit entry; nothing answered here holds a password's hash.
 * Wherever an `id` is asked for, a username or an e-mail address will do.
 */
export interface AccountManagement {
  add(input: NewAccount, actor: Actor): Promise<WrittenAccount | ManagementError>;
  /** In the order of creation; `search` finds beginnings of words of names and addresses. */
  list(wish: SearchWish & AccountFilter): Promise<ListPage<AccountDescription> | ManagementError>;
  show(id: string): Promise<AccountDescription | ManagementError>;
  modify(input: AccountChanges, actor: Actor): Promise<AccountDescription | ManagementError>;
  setPassword(input: PasswordChange, actor: Actor): Promise<WrittenAccount | ManagementError>;
  /** A link with which the person chooses a password. */
  passwordLink(wish: PasswordLinkWish, actor: Actor): Promise<PasswordLink | ManagementError>;
  /** Undefined where it is done. */
  remove(id: string, actor: Actor): Promise<ManagementError | undefined>;
}

export const createAccountManagement = (ports: ManagementPorts): AccountManagement => ({
  add: (input, actor) => addAccount(ports, input, actor),
  list: ({ limit, cursor, search, ...filter }) =>
    listPage(ports, { name: 'users', wish: { limit, cursor }, narrowing: { ...filter, search } }, async (query) => {
      const { accounts } = ports.stores.listings;
      return shownAs(await foundByWords(search, (words) => accounts({ ...query, ...filter, words })), describeAccount);
    }),
  show: async (id) => {
    const account = await findAccount(ports, id);
    return isManagementError(account) ? account : describeAccount(account);
  },
  modify: (input, actor) => modifyAccount(ports, input, actor),
  setPassword: (input, actor) => setPassword(ports, input, actor),
  passwordLink: (wish, actor) => createPasswordLink(ports, wish, actor),
  remove: (id, actor) => removeAccount(ports, id, actor),
});
