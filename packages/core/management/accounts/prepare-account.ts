import { loginKey } from '../../accounts/login-key.ts';
import type { Account } from '../../ports/account.ts';
import { seconds } from '../../ports/clock.ts';
import { isManagementError, type ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';
import { generateAccountId } from './account-id.ts';
import type { NewAccount } from './account-input.ts';
import { checkAccount } from './check-account.ts';
import { freshPassword } from './new-password.ts';

export type AccountPorts = Pick<ManagementPorts, 'clock' | 'hasher' | 'passwords' | 'randomBytes' | 'stores'>;

export interface PreparedAccount {
  readonly account: Account;
  /** The password that was made, to be shown once. */
  readonly made: string | undefined;
}

/** An account as it may be written: all that can be judged without the database is right. */
export const prepareAccount = async (
  ports: AccountPorts,
  { username, email, emailVerified = false, profile = {}, state = 'active', role, password }: NewAccount,
): Promise<PreparedAccount | ManagementError> => {
  const now = seconds(ports.clock);
  const plain: Account = {
    id: generateAccountId(ports.randomBytes),
    version: 1,
    state,
    username,
    usernameKey: loginKey(username),
    email,
    emailKey: email === undefined ? undefined : loginKey(email),
    emailVerified,
    profile,
    role,
    createdAt: now,
    updatedAt: now,
  };
  const refused = checkAccount(plain);
  if (refused) return refused;
  if (password === undefined) return { account: plain, made: undefined };
  const fresh = await freshPassword(ports, password, plain);
  if (isManagementError(fresh)) return fresh;
  return { account: { ...plain, password: fresh.hash, passwordChangedAt: now }, made: fresh.made };
};
