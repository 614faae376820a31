import type { FactorGuard } from '@cardea/core';
import { change, insert, remove } from './effects.ts';
import { recoveryKey, type State } from './state.ts';
import type { GuardTable } from './tables.ts';

const isActive = ({ accounts }: State, id: string): boolean => accounts.get(id)?.state === 'active';

export const factorGuards: GuardTable<FactorGuard['kind']> = {
  'totp.insert': (state, { totp }) =>
    isActive(state, totp.accountId) ? insert(state.totpFactors, totp.accountId, totp) : undefined,
  'totp.use': (state, { accountId, step, at }) =>
    change(state.totpFactors, accountId, {
      fits: ({ lastStep }) => lastStep < step && isActive(state, accountId),
      to: (totp) => ({ ...totp, lastStep: step, lastUsedAt: at }),
    }),
  'totp.delete': ({ totpFactors }, { accountId }) => remove(totpFactors, accountId),
  'passkey.insert': (state, { passkey }) =>
    isActive(state, passkey.accountId) ? insert(state.passkeys, passkey.id, passkey) : undefined,
  'passkey.use': (state, { id, accountId, counter, at }) =>
    change(state.passkeys, id, {
      fits: (passkey) =>
        passkey.accountId === accountId &&
        (passkey.counter < counter || (passkey.counter === 0 && counter === 0)) &&
        isActive(state, accountId),
      to: (passkey) => ({ ...passkey, counter, lastUsedAt: at }),
    }),
  'passkey.rename': ({ passkeys }, { id, accountId, name }) =>
    change(passkeys, id, {
      fits: (passkey) => passkey.accountId === accountId,
      to: (passkey) => ({ ...passkey, name }),
    }),
  'passkey.delete': ({ passkeys }, { id, accountId }) =>
    passkeys.get(id)?.accountId === accountId ? remove(passkeys, id) : undefined,
  'recovery_code.use': (state, { accountId, codeHash }) =>
    isActive(state, accountId) ? remove(state.recoveryCodes, recoveryKey(accountId, codeHash)) : undefined,
};
