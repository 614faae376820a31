import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import { isManagementError, type ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';
import { describeAccount, type PasswordChange } from './account-input.ts';
import type { WrittenAccount } from './add-account.ts';
import { findAccount } from './find-account.ts';
import { freshPassword } from './new-password.ts';
import { replaceAccount } from './replace-account.ts';

/** Gives a person a new password. Whoever had the old one is signed out, and the apps they allowed with it are too. */
export const setPassword = async (
  ports: ManagementPorts,
  { id, password }: PasswordChange,
  actor: Actor,
): Promise<WrittenAccount | ManagementError> => {
  const old = await findAccount(ports, id);
  if (isManagementError(old)) return old;
  const fresh = await freshPassword(ports, password, old);
  if (isManagementError(fresh)) return fresh;
  const written = await replaceAccount(ports, {
    old,
    next: { ...old, password: fresh.hash, passwordChangedAt: seconds(ports.clock) },
    endsAll: true,
    action: 'account.password_changed',
    actor,
  });
  return isManagementError(written) ? written : { account: describeAccount(written), password: fresh.made };
};
