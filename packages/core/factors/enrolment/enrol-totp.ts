import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { seconds } from '../../ports/clock.ts';
import type { FactorDependencies } from '../factor-kind.ts';
import { totpContext } from '../totp-context.ts';
import { type Enrolled, type Enrolling, withRecoveryCodes } from './enrolment.ts';

const OFFER_TTL_SECONDS = 30 * 60;

/** An authenticator app that is not set up yet: nothing is stored of it before a code has shown that it works. */
export interface TotpOffer {
  /** base32, for who cannot scan. */
  readonly secret: string;
  /** What the QR code says. */
  readonly uri: string;
  /** Comes back with the code. */
  readonly box: string;
}

interface Confirmation extends Enrolling {
  readonly box: string | undefined;
  readonly code: string;
}

const contextOf = ({ account, place }: Pick<Enrolling, 'account' | 'place'>): string =>
  `totp-offer/${place}/${account.id}`;

const openOffer = (
  enrolling: Pick<Confirmation, 'account' | 'place' | 'box'>,
  { sealer, clock }: FactorDependencies,
): string | Refusal => {
  const { box } = enrolling;
  if (box === undefined) return refuse('factor.enrolment', { why: 'missing' });
  let plain: string;
  try {
    plain = sealer.open(box, contextOf(enrolling));
  } catch {
    return refuse('factor.enrolment', { why: 'sealed elsewhere' });
  }
  const [until = '', secret = ''] = plain.split('.');
  return Number(until) > seconds(clock) ? secret : refuse('factor.enrolment', { why: 'expired' });
};

/** Offers to set up an authenticator app; with the box of an earlier offer that still holds, the same one again. */
export const offerTotp = (
  enrolling: Pick<Confirmation, 'account' | 'place' | 'box'>,
  dependencies: FactorDependencies,
): TotpOffer => {
  const { issuer, clock, sealer, factors, oneTimePasswords } = dependencies;
  const { account } = enrolling;
  const earlier = openOffer(enrolling, dependencies);
  const secret = isRefusal(earlier) ? oneTimePasswords.newSecret() : earlier;
  const until = seconds(clock) + OFFER_TTL_SECONDS;
  return {
    secret,
    uri: oneTimePasswords.uri({
      ...factors.totp,
      secret,
      issuer: new URL(issuer).host,
      account: account.email ?? account.username,
    }),
    box: sealer.seal(`${until}.${secret}`, contextOf(enrolling)),
  };
};

/** Sets up an authenticator app whose first code is right. That code is used up with it (RFC 6238 §5.2). */
export const confirmTotp = async (
  enrolling: Confirmation,
  dependencies: FactorDependencies,
): Promise<Enrolled | Refusal> => {
  const { stores, clock, sealer, factors, oneTimePasswords } = dependencies;
  const { account, code } = enrolling;
  const secret = openOffer(enrolling, dependencies);
  if (isRefusal(secret)) return secret;
  const { skewSteps, algorithm, digits, periodSeconds } = factors.totp;
  const parameters = { algorithm, digits, periodSeconds };
  const when = { nowMs: clock.nowMs(), skewSteps };
  const lastStep = oneTimePasswords.stepOf(code.replace(/\s/g, ''), { ...parameters, secret }, when);
  if (lastStep === undefined) return refuse('factor.wrong_code', { account: account.id });

  const { changes, recoveryCodes } = await withRecoveryCodes(enrolling, { factor: 'totp' }, dependencies);
  const totp = {
    ...parameters,
    accountId: account.id,
    sealedSecret: sealer.seal(secret, totpContext(account.id)),
    lastStep,
    createdAt: seconds(clock),
  };
  const held = await stores.commit({ guard: { kind: 'totp.insert', totp }, changes });
  return held ? { recoveryCodes } : refuse('factor.exists', { account: account.id });
};
