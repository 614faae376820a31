import type { FactorStore } from '@cardea/core';
import type { State } from './state.ts';

export const factorStore = ({ totpFactors, passkeys, recoveryCodes }: State): FactorStore => {
  const passkeysOf = (accountId: string) => [...passkeys.values()].filter((passkey) => passkey.accountId === accountId);
  return {
    count: async (accountId) => ({
      totp: totpFactors.has(accountId) ? 1 : 0,
      passkeys: passkeysOf(accountId).length,
      recoveryCodes: [...recoveryCodes.values()].filter((owner) => owner === accountId).length,
    }),
    findTotp: async (accountId) => totpFactors.get(accountId),
    findPasskey: async (id) => passkeys.get(id),
    listPasskeys: async (accountId) => passkeysOf(accountId),
  };
};
