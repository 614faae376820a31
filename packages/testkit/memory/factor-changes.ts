import type { FactorChange } from '@cardea/core';
import { recoveryKey, removeWhere, type State } from './state.ts';
import type { ChangeTable } from './tables.ts';

const clearCodes = ({ recoveryCodes }: State, id: string): void =>
  removeWhere(recoveryCodes, (accountId) => accountId === id);

export const factorChanges: ChangeTable<FactorChange['kind']> = {
  'recovery_codes.clear': (state, { accountId }) => clearCodes(state, accountId),
  'recovery_codes.insert': ({ recoveryCodes }, { accountId, codeHashes }) => {
    for (const codeHash of codeHashes) recoveryCodes.set(recoveryKey(accountId, codeHash), accountId);
  },
  'recovery_codes.sweep': (state, { accountId }) => {
    const isLeft =
      state.totpFactors.has(accountId) ||
      [...state.passkeys.values()].some((passkey) => passkey.accountId === accountId);
    if (!isLeft) clearCodes(state, accountId);
  },
  'totp.clear': ({ totpFactors }, { accountId }) => totpFactors.delete(accountId),
  'passkeys.clear': ({ passkeys }, { accountId: id }) => removeWhere(passkeys, ({ accountId }) => accountId === id),
};
