import { isRefusal } from '@cardea/protocol';
import type { FactorKind } from '../factor-kind.ts';
import { provePasskey } from '../passkeys/prove-passkey.ts';

/** A passkey after a password: a key that the person has. */
export const passkey: FactorKind = {
  isFactor: true,
  isGuessable: false,
  isThere: (counts) => counts.passkeys > 0,

  async prove({ account, ...attempt }, dependencies) {
    const proven = await provePasskey({ ...attempt, accountId: account.id }, dependencies);
    return isRefusal(proven) ? proven : proven.methods;
  },
};
