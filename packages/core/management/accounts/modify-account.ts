import { loginKey } from '../../accounts/login-key.ts';
import type { Account, ProfileClaims } from '../../ports/account.ts';
import type { Actor } from '../../ports/audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { applyChanges, changedFields } from '../fields/apply-changes.ts';
import type { ManagementPorts } from '../ports.ts';
import { type AccountChanges, type AccountDescription, describeAccount, type ProfileChanges } from './account-input.ts';
import { checkAccount } from './check-account.ts';
import { findAccount } from './find-account.ts';
import { replaceAccount } from './replace-account.ts';

/** A number that changes is unverified, unless it is said otherwise. */
export const changedProfile = (old: ProfileClaims, asked: ProfileChanges): ProfileClaims => {
  const unverified = asked.phone_number === undefined || asked.phone_number === old.phone_number;
  const base = unverified ? old : { ...old, phone_number_verified: undefined };
  const entries = Object.entries(applyChanges<ProfileClaims>(base, asked)).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
};

const apply = (old: Account, { username, email, emailVerified, profile, state, role }: AccountChanges): Account => {
  const nextEmail = email === undefined ? old.email : (email ?? undefined);
  const sameAddress = nextEmail !== undefined && loginKey(nextEmail) === old.emailKey;
  return {
    ...old,
    state: state ?? old.state,
    deleteAt: state === undefined ? old.deleteAt : undefined,
    role: role === undefined ? old.role : (role ?? undefined),
    username: username ?? old.username,
    usernameKey: loginKey(username ?? old.username),
    email: nextEmail,
    emailKey: nextEmail === undefined ? undefined : loginKey(nextEmail),
    emailVerified: emailVerified ?? (sameAddress && old.emailVerified),
    profile: profile === undefined ? old.profile : changedProfile(old.profile, profile),
  };
};

/** Changes what is named. Who is locked or disabled is signed out everywhere (design D12). */
export const modifyAccount = async (
  ports: ManagementPorts,
  input: AccountChanges,
  actor: Actor,
): Promise<AccountDescription | ManagementError> => {
  const old = await findAccount(ports, input.id);
  if (isManagementError(old)) return old;
  if (input.version !== undefined && input.version !== old.version) {
    return new ManagementError('account.conflict', { subject: old.id });
  }
  const next = apply(old, input);
  const refused = checkAccount(next);
  if (refused) return refused;
  const changed = changedFields(old, next);
  if (changed.length === 0) return describeAccount(old);
  const written = await replaceAccount(ports, {
    old,
    next,
    endsAll: next.state !== 'active' && next.state !== old.state,
    action: 'account.updated',
    detail: {
      changed,
      ...(next.state === old.state ? {} : { state: next.state }),
      ...(next.role === old.role ? {} : { role: next.role ?? null, formerRole: old.role ?? null }),
    },
    actor,
  });
  return isManagementError(written) ? written : describeAccount(written);
};
