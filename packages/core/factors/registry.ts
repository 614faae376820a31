import type { FactorCounts } from '../ports/factor.ts';
import type { FactorKind } from './factor-kind.ts';
import { email } from './kinds/email.ts';
import { passkey } from './kinds/passkey.ts';
import { recoveryCode } from './kinds/recovery-code.ts';
import { totp } from './kinds/totp.ts';

/** Every kind of second factor, in the order in which people are offered them. */
export const factorKinds = {
  passkey,
  totp,
  recovery_code: recoveryCode,
  email,
} as const satisfies Readonly<Record<string, FactorKind>>;

export type FactorName = keyof typeof factorKinds;

export const isFactorName = (text: string): text is FactorName => Object.hasOwn(factorKinds, text);

const names = Object.keys(factorKinds).filter(isFactorName);

/** What a person can be asked for; empty where they have no second factor, whatever is left of recovery codes. */
export const factorsOf = (counts: FactorCounts): readonly FactorName[] => {
  const there = names.filter((name) => factorKinds[name].isThere(counts));
  return there.some((name) => factorKinds[name].isFactor) ? there : [];
};
