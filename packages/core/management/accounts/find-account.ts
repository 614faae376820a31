import { loginKey } from '../../accounts/login-key.ts';
import type { Account } from '../../ports/account.ts';
import { ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';
import { isAccountId } from './account-id.ts';

const MAX_SUBJECT_CHARS = 100;

/** The person with an id, a username or an e-mail address, as the primary has them. */
export const findAccount = async (
  { stores }: Pick<ManagementPorts, 'stores'>,
  who: string,
): Promise<Account | ManagementError> => {
  const account = isAccountId(who) ? await stores.accounts.find(who) : await stores.accounts.findByLogin(loginKey(who));
  return account ?? new ManagementError('account.not_found', { subject: who.slice(0, MAX_SUBJECT_CHARS) });
};
