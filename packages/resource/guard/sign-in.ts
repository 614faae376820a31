import { type Refusal, refuse } from '@cardea/protocol';
import type { VerifiedToken } from '../verify/verified-token.ts';

/** How the person must have signed in whom a token speaks for (RFC 9470 §3). */
export interface SignInRules {
  /** Acceptable authentication contexts, the best first, such as `urn:cardea:acr:two-factor`; any when absent. */
  readonly acrValues?: readonly string[] | undefined;
  /** How old the sign-in may be; any age when absent. */
  readonly maxAgeSeconds?: number | undefined;
}

const ACR = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Throws a `TypeError`: rules that cannot be met, or said in a challenge, would lock a route silently. */
export const signInRules = ({ acrValues, maxAgeSeconds }: SignInRules): SignInRules => {
  const wrong = acrValues?.find((acr) => !ACR.test(acr));
  if (wrong !== undefined) throw new TypeError(`"${wrong}" is no authentication context`);
  if (acrValues?.length === 0) throw new TypeError('acrValues must name an authentication context');
  if (maxAgeSeconds !== undefined && !(Number.isInteger(maxAgeSeconds) && maxAgeSeconds >= 0))
    throw new TypeError('maxAgeSeconds must be a whole number of seconds');
  return { acrValues, maxAgeSeconds };
};

/** Both sets of rules at once: contexts that both accept, and the younger age. */
export const stricter = (one: SignInRules, other: SignInRules): SignInRules => {
  const { acrValues } = one;
  const ages = [one.maxAgeSeconds, other.maxAgeSeconds].filter((age) => age !== undefined);
  return signInRules({
    acrValues:
      acrValues && other.acrValues
        ? acrValues.filter((acr) => other.acrValues?.includes(acr))
        : (acrValues ?? other.acrValues),
    maxAgeSeconds: ages.length === 0 ? undefined : Math.min(...ages),
  });
};

/** Why the sign-in behind a token is not enough; a token that tells nothing of it is not. Undefined where it is. */
export const missingSignIn = (
  { claims: { acr, auth_time: signedInAt } }: VerifiedToken,
  { acrValues, maxAgeSeconds }: SignInRules,
  nowSeconds: number,
): Refusal | undefined => {
  const fits = acrValues === undefined || (typeof acr === 'string' && acrValues.includes(acr));
  const isYoung =
    maxAgeSeconds === undefined || (typeof signedInAt === 'number' && nowSeconds - signedInAt <= maxAgeSeconds);
  if (fits && isYoung) return undefined;
  return refuse('token.sign_in', {
    acr: typeof acr === 'string' ? acr : undefined,
    ageSeconds: typeof signedInAt === 'number' ? nowSeconds - signedInAt : undefined,
  });
};
