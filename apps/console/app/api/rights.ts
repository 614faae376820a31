import type { Role } from './session.ts';

/** Whether it makes sense to offer a change: the server judges each one itself. */
export const mayChange = (role: Role | null, area: 'users' | 'others'): boolean =>
  role === 'owner' || role === 'admin' || (role === 'support' && area === 'users');
