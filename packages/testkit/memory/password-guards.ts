import type { PasswordGuard } from '@cardea/core';
import { NOTHING } from './effects.ts';
import { isUnchanged } from './people-guards.ts';
import type { State } from './state.ts';
import type { GuardTable } from './tables.ts';

export const isAsItWas = (
  { accounts }: State,
  { id, version }: { readonly id: string; readonly version: number },
): boolean => {
  const account = accounts.get(id);
  return account?.state === 'active' && account.version === version;
};

export const passwordGuards: GuardTable<PasswordGuard['kind']> = {
  'account.unchanged': (state, { account, client }) =>
    isAsItWas(state, account) && isUnchanged(state, client) ? NOTHING : undefined,
};
