import type { AppPasswordChange, AppPasswordGuard, AppPasswordStore } from '@cardea/core';
import { NOTHING } from './effects.ts';
import { isAsItWas } from './password-guards.ts';
import { isUnchanged } from './people-guards.ts';
import { compareIds, removeWhere, type State } from './state.ts';
import type { ChangeTable, GuardTable } from './tables.ts';

const isGood = ({ expiresAt = Number.POSITIVE_INFINITY }: { readonly expiresAt?: number | undefined }, at: number) =>
  expiresAt > at;

export const appPasswordGuards: GuardTable<AppPasswordGuard['kind']> = {
  'app_password.insert': (state, { appPassword, most, unchanged }) => {
    const { accounts, appPasswords } = state;
    const { id, accountId, createdAt } = appPassword;
    if (unchanged && !isAsItWas(state, { id: accountId, version: unchanged.accountVersion })) return undefined;
    if (unchanged && !isUnchanged(state, unchanged.client)) return undefined;
    const live = [...appPasswords.values()].filter((one) => one.accountId === accountId && isGood(one, createdAt));
    if (accounts.get(accountId)?.state !== 'active' || live.length >= most) return undefined;
    return () => appPasswords.set(id, appPassword);
  },
  'app_password.delete': ({ appPasswords }, { id, accountId }) =>
    appPasswords.get(id)?.accountId === accountId ? () => appPasswords.delete(id) : undefined,
  'app_password.standing': ({ accounts, appPasswords }, { id, at }) => {
    const found = appPasswords.get(id);
    return found && isGood(found, at) && accounts.get(found.accountId)?.state === 'active' ? NOTHING : undefined;
  },
};

export const appPasswordChanges: ChangeTable<AppPasswordChange['kind']> = {
  'app_password.use': ({ appPasswords }, { id, at, before }) => {
    const found = appPasswords.get(id);
    if (found && (found.lastUsedAt ?? Number.NEGATIVE_INFINITY) < before)
      appPasswords.set(id, { ...found, lastUsedAt: at });
  },
  'app_passwords.remove': ({ appPasswords }, { accountId }) =>
    removeWhere(appPasswords, (one) => one.accountId === accountId),
};

export const appPasswordStore = ({ appPasswords }: State): AppPasswordStore => ({
  find: async (id) => appPasswords.get(id),
  findBySecret: async (secretHash) => [...appPasswords.values()].find((one) => one.secretHash === secretHash),
  list: async (accountId) =>
    [...appPasswords.values()].filter((one) => one.accountId === accountId).sort((a, b) => compareIds(a.id, b.id)),
});
