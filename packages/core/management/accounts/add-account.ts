import type { Actor } from '../../ports/audit.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { type AccountDescription, describeAccount, type NewAccount } from './account-input.ts';
import { type AccountPorts, prepareAccount } from './prepare-account.ts';

export interface WrittenAccount {
  readonly account: AccountDescription;
  /** The password that was made, to be shown once. */
  readonly password?: string | undefined;
}

/** Registers a person. */
export const addAccount = async (
  ports: AccountPorts,
  input: NewAccount,
  actor: Actor,
): Promise<WrittenAccount | ManagementError> => {
  const prepared = await prepareAccount(ports, input);
  if (isManagementError(prepared)) return prepared;
  const { account, made } = prepared;
  const { username, email, state, role } = account;
  const done = await ports.stores.commit({
    guard: { kind: 'account.insert', account },
    changes: [
      audited(ports.clock, {
        actor,
        action: 'account.created',
        target: account.id,
        detail: { username, state, ...(role ? { role } : {}) },
      }),
    ],
  });
  return done
    ? { account: describeAccount(account), password: made }
    : new ManagementError('account.exists', { subject: email === undefined ? username : `${username}, ${email}` });
};
