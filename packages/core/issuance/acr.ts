import type { ClaimsRequest } from '@cardea/protocol';
import type { AuthenticationMethod } from '../ports/browser-session.ts';

export const ONE_FACTOR = 'urn:cardea:acr:one-factor';
export const TWO_FACTOR = 'urn:cardea:acr:two-factor';

/** Authentication contexts, weakest first: what `acr` says and `acr_values` may ask for. */
export const acrValues = [ONE_FACTOR, TWO_FACTOR] as const;

export type Acr = (typeof acrValues)[number];

/** Two methods of different kinds, or a key with user verification, are two factors; `acr` says no more than happened. */
export const isTwoFactor = (methods: readonly AuthenticationMethod[]): boolean => methods.includes('mfa');

export const acrOf = (methods: readonly AuthenticationMethod[]): Acr =>
  isTwoFactor(methods) ? TWO_FACTOR : ONE_FACTOR;

/** Values of a wish that this server knows; it knows none by another type or name. */
export const knownAcr = (values: readonly unknown[]): readonly Acr[] =>
  acrValues.filter((known) => values.includes(known));

/**
 * The `acr` of an ID token: where only a weaker one is acceptable, that one, which a stronger sign-in is too
 * (OpenID Connect Core §5.5.1.1).
 */
export const acrFor = (methods: readonly AuthenticationMethod[], claims: ClaimsRequest | undefined): Acr => {
  const { essential, values } = claims?.id_token.acr ?? { essential: false };
  const acceptable = essential && values !== undefined ? knownAcr(values) : acrValues;
  return acceptable.includes(acrOf(methods)) ? acrOf(methods) : ONE_FACTOR;
};
