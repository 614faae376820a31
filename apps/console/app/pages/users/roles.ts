import type { Role } from '../../api/session.ts';

/** Roles with what they may do, for a choice. */
export const roleOptions: readonly (readonly [value: string, label: string])[] = [
  ['', 'none: an ordinary person'],
  ['auditor', 'auditor: reads everything'],
  ['support', 'support: reads, and helps people'],
  ['admin', 'admin: everything but owners'],
  ['owner', 'owner: everything'],
];

const roles = ['owner', 'admin', 'support', 'auditor'] as const;

export const roleOf = (value: string | undefined): Role | undefined => roles.find((role) => role === value);
