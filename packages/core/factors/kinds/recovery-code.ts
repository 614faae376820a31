import { refuse } from '@cardea/protocol';
import { noted } from '../enrolment/enrolment.ts';
import type { FactorKind } from '../factor-kind.ts';
import { recoveryCodeHash } from '../recovery-codes.ts';

/** One of the codes that a person keeps for the day their second factor is gone. Using one switches nothing off. */
export const recoveryCode: FactorKind = {
  isFactor: false,
  isGuessable: true,
  isThere: (counts) => counts.recoveryCodes > 0,

  async prove({ account, answer, caller, language }, dependencies) {
    const { stores } = dependencies;
    const codeHash = recoveryCodeHash(account.id, answer, dependencies);
    const mail = { about: 'recovery_code_used', language } as const;
    const held = await stores.commit({
      guard: { kind: 'recovery_code.use', accountId: account.id, codeHash },
      changes: noted({ account, caller, action: 'recovery_code.used', mail }, dependencies),
    });
    return held ? ['otp'] : refuse('factor.recovery_code', { account: account.id });
  },
};
