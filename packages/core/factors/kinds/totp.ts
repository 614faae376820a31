import { refuse } from '@cardea/protocol';
import { seconds } from '../../ports/clock.ts';
import type { FactorKind } from '../factor-kind.ts';
import { totpContext } from '../totp-context.ts';

/** The code of an authenticator app (RFC 6238). */
export const totp: FactorKind = {
  isFactor: true,
  isGuessable: true,
  isThere: (counts) => counts.totp > 0,

  async prove({ account, answer }, { stores, clock, sealer, factors, oneTimePasswords }) {
    const found = await stores.factors.findTotp(account.id);
    if (found === undefined) return refuse('factor.not_there', { account: account.id, factor: 'totp' });
    const secret = sealer.open(found.sealedSecret, totpContext(account.id));
    const when = { nowMs: clock.nowMs(), skewSteps: factors.totp.skewSteps };
    const step = oneTimePasswords.stepOf(answer.replace(/\s/g, ''), { ...found, secret }, when);
    if (step === undefined) return refuse('factor.wrong_code', { account: account.id });
    // RFC 6238 §5.2: of two that come with the same code, one is held
    const guard = { kind: 'totp.use', accountId: account.id, step, at: seconds(clock) } as const;
    const held = await stores.commit({ guard, changes: [] });
    return held ? ['otp'] : refuse('factor.used_code', { account: account.id });
  },
};
