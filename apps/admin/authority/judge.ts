import { type AdminRole, type Authority, adminRoles, type EpochSeconds } from '@cardea/core';
import type { AuthorityCode } from '../problems/authority-problems.ts';
import { type Permission, rolePermits, scopesPermit } from './permission.ts';

/** How long a sign-in with a second factor counts for what is dangerous. */
export const STEP_UP_SECONDS = 300;

export interface Requirement {
  readonly permission: Permission;
  /** Whether a person must have signed in with a second factor just now. */
  readonly stepUp: boolean;
  /** Whether doing it twice would make two of something. */
  readonly creates: boolean;
}

const isFresh = (authority: Extract<Authority, { kind: 'person' }>, now: EpochSeconds): boolean =>
  authority.hasSecondFactor && now - authority.authenticatedAt <= STEP_UP_SECONDS;

/** Why somebody may not call a procedure; undefined where they may. */
export const judge = (
  authority: Authority,
  { permission, stepUp }: Requirement,
  now: EpochSeconds,
): AuthorityCode | undefined => {
  if (authority.kind === 'operator') return undefined;
  if (!scopesPermit(authority.scopes, permission)) return 'authority.scope';
  if (authority.kind === 'client') return undefined;
  if (authority.role === undefined || !rolePermits(authority.role, permission)) return 'authority.role';
  return stepUp && !isFresh(authority, now) ? 'authority.step_up' : undefined;
};

const rank = (role: AdminRole | undefined): number =>
  role === undefined ? adminRoles.length : adminRoles.indexOf(role);

/**
 * Why somebody may not change another's account: who resets the password of an owner could become one. A client counts as an
 * *admin*: what concerns owners takes a person.
 */
export const judgeOverPerson = (
  authority: Authority,
  account: { readonly id: string; readonly role?: AdminRole | undefined },
): AuthorityCode | undefined => {
  if (authority.kind === 'operator') return undefined;
  const own = authority.kind === 'client' ? 'admin' : authority.role;
  return rank(account.role) < rank(own) ? 'authority.higher_role' : undefined;
};

/** Why somebody may not give or take a role, or scopes that administer Cardea. */
export const judgeGiving = (
  authority: Authority,
  now: EpochSeconds,
  to?: { readonly id: string },
): AuthorityCode | undefined => {
  if (authority.kind === 'operator') return undefined;
  if (authority.kind === 'client' || authority.role !== 'owner') return 'authority.owners_only';
  if (to?.id === authority.accountId) return 'authority.own_rights';
  return isFresh(authority, now) ? undefined : 'authority.step_up';
};
