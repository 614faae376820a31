import { refuse } from '@cardea/protocol';
import { seconds } from '../../ports/clock.ts';
import type { FactorKind } from '../factor-kind.ts';
import { recoveryCodeHash } from '../recovery-codes.ts';

/** One of the codes that a person keeps for the day their second factor is gone. Using one switches nothing off. */
export const recoveryCode: FactorKind = {
  isFactor: false,
  isGuessable: true,
  isThere: (counts) => counts.recoveryCodes > 0,

  async prove({ account, answer, caller }, dependencies) {
    const { stores, clock } = dependencies;
    const { address, requestId } = caller;
    const codeHash = recoveryCodeHash(account.id, answer, dependencies);
    const held = await stores.commit({
      guard: { kind: 'recovery_code.use', accountId: account.id, codeHash },
      changes: [
        {
          kind: 'audit.append',
          entry: {
            at: seconds(clock),
            actor: { kind: 'user', id: account.id, address, requestId },
            action: 'recovery_code.used',
            target: account.id,
          },
        },
      ],
    });
    return held ? ['otp'] : refuse('factor.recovery_code', { account: account.id });
  },
};
