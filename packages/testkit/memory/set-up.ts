import type { Account, SetUpGuard } from '@cardea/core';
import { insert } from './effects.ts';
import { isActiveOwner, keysAreFree } from './people-guards.ts';
import type { State } from './state.ts';
import type { GuardTable } from './tables.ts';

const isFirst = (state: State, account: Account): boolean =>
  keysAreFree(state, account) && ![...state.accounts.values()].some(isActiveOwner);

export const setUpGuards: GuardTable<SetUpGuard['kind']> = {
  'first_owner.insert': (state, { account }) =>
    isFirst(state, account) ? insert(state.accounts, account.id, account) : undefined,
  'one_time_link.insert_first_owner': (state, { linkId, at, account }) => {
    const link = state.oneTimeLinks.get(linkId);
    if (link === undefined || link.expiresAt <= at || !isFirst(state, account)) return undefined;
    return () => {
      state.oneTimeLinks.delete(linkId);
      state.accounts.set(account.id, account);
    };
  },
};
