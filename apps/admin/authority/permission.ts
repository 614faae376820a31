import type { AdminRole } from '@cardea/core';
import { covers } from '@cardea/protocol';

/** The routers of the contract, by which permissions are given. */
export const areas = [
  'users',
  'clients',
  'resources',
  'scopes',
  'tokens',
  'keys',
  'registrationTokens',
  'identityProviders',
  'sessions',
  'grants',
  'audit',

  'trustedIssuers',
  'branding',
  'explain',
  'stats',
  'outbox',
  'settings',
  'system',
] as const;

export type Area = (typeof areas)[number];

/** What a procedure needs, and after `admin:` the scope of the access token that it needs. */
export type Permission = `${Area}:${'read' | 'write'}`;

const HELPED_BY_SUPPORT: readonly Area[] = ['users', 'sessions', 'grants'];

/** What each role may do. What concerns owners is judged apart (`over-people.ts`). */
const permitted: Readonly<Record<AdminRole, (area: Area, access: 'read' | 'write') => boolean>> = {
  owner: () => true,
  admin: () => true,
  support: (area, access) => access === 'read' || HELPED_BY_SUPPORT.includes(area),
  auditor: (_area, access) => access === 'read',
};

export const rolePermits = (role: AdminRole, permission: Permission): boolean => {
  const [area, access] = permission.split(':') as [Area, 'read' | 'write'];
  return permitted[role](area, access);
};

/** Whether granted scopes speak of a permission: `admin:users:read`, `admin:users:*` or `admin:*`. */
export const scopesPermit = (scopes: readonly string[], permission: Permission): boolean =>
  covers(scopes, `admin:${permission}`);
