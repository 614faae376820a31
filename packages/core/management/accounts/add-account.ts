import { loginKey } from '../../accounts/login-key.ts';
import type { Account } from '../../ports/account.ts';
import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';
import { generateAccountId } from './account-id.ts';
import { type AccountDescription, describeAccount, type NewAccount } from './account-input.ts';
import { checkAccount } from './check-account.ts';
import { freshPassword } from './new-password.ts';

export interface WrittenAccount {
  readonly account: AccountDescription;
  /** The password that was made, to be shown once. */
  readonly password?: string | undefined;
}

/** Registers a person. */
export const addAccount = async (
  ports: ManagementPorts,
  { username, email, emailVerified = false, profile = {}, state = 'active', role, password }: NewAccount,
  actor: Actor,
): Promise<WrittenAccount | ManagementError> => {
  const { stores, clock, randomBytes } = ports;
  const now = seconds(clock);
  const plain: Account = {
    id: generateAccountId(randomBytes),
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
  const fresh = password === undefined ? undefined : await freshPassword(ports, password, plain);
  if (isManagementError(fresh)) return fresh;

  const account = fresh ? { ...plain, password: fresh.hash, passwordChangedAt: now } : plain;
  const done = await stores.commit({
    guard: { kind: 'account.insert', account },
    changes: [
      audited(clock, {
        actor,
        action: 'account.created',
        target: account.id,
        detail: { username, state, ...(role ? { role } : {}) },
      }),
    ],
  });
  return done
    ? { account: describeAccount(account), password: fresh?.made }
    : new ManagementError('account.exists', { subject: email === undefined ? username : `${username}, ${email}` });
};
