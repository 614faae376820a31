import type { Account, OneTimeLinkChange, OneTimeLinkGuard, OneTimeLinkStore } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import type { Effect } from './effects.ts';
import { keysAreFree } from './people-guards.ts';
import { removeWhere, type State } from './state.ts';
import type { ChangeTable, GuardTable } from './tables.ts';

const spending = (
  state: State,
  { linkId, at, account }: OneTimeLinkGuard,
  fits: (old: Account | undefined) => boolean,
): Effect => {
  const link = state.oneTimeLinks.get(linkId);
  if (link === undefined || link.expiresAt <= at) return undefined;
  if (!fits(state.accounts.get(account.id)) || !keysAreFree(state, account)) return undefined;
  return () => {
    state.oneTimeLinks.delete(linkId);
    state.accounts.set(account.id, account);
  };
};

export const oneTimeLinkGuards: GuardTable<OneTimeLinkGuard['kind']> = {
  'one_time_link.replace_account': (state, guard) =>
    spending(state, guard, (old) => old?.version === guard.account.version - 1),
  'one_time_link.insert_account': (state, guard) => spending(state, guard, (old) => old === undefined),
};

export const oneTimeLinkChanges: ChangeTable<OneTimeLinkChange['kind']> = {
  'one_time_link.insert': ({ oneTimeLinks }, { link }) => oneTimeLinks.set(link.id, link),
  'one_time_links.remove': ({ oneTimeLinks }, { purpose, of }) =>
    removeWhere(
      oneTimeLinks,
      (link) =>
        link.purpose === purpose &&
        ('accountId' in of
          ? link.accountId === of.accountId
          : link.accountId === undefined && link.emailKey === of.emailKey),
    ),
};

export const oneTimeLinkStore = ({ oneTimeLinks }: State): OneTimeLinkStore => ({
  find: async (id) => (isSelector(id) ? oneTimeLinks.get(id) : undefined),
});
