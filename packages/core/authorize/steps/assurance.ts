import { type AuthorizationRequest, type Refusal, refuse } from '@cardea/protocol';
import { knownAcr, ONE_FACTOR, TWO_FACTOR } from '../../issuance/acr.ts';
import type { FactorPolicy } from '../../ports/client.ts';

/** Whether a request needs two factors, would like them, or does not care. */
export type TwoFactorDemand = 'required' | 'wished' | 'none';

/** Essential values of `acr` of which none can be met: the sign-in has failed before it began (OpenID Connect Core §5.5.1.1). */
export const unmetAcr = ({ claims }: Pick<AuthorizationRequest, 'claims'>): Refusal | undefined => {
  const { essential, values } = claims?.id_token.acr ?? { essential: false };
  return essential && values !== undefined && knownAcr(values).length === 0 ? refuse('authorize.acr') : undefined;
};

/** What a client, by its registration and its request, wants to be sure of. */
export const twoFactorDemand = (
  { claims, acrValues }: Pick<AuthorizationRequest, 'claims' | 'acrValues'>,
  policy: FactorPolicy,
): TwoFactorDemand => {
  if (policy === 'two_factors') return 'required';
  const wish = claims?.id_token.acr;
  // OpenID Connect Core §5.5.1.1: essential ones must be met
  const essential = wish?.essential ? knownAcr(wish.values ?? []) : [];
  if (essential.includes(TWO_FACTOR) && !essential.includes(ONE_FACTOR)) return 'required';
  // §3.1.2.1: the others in the order of preference
  const wished = [...(wish?.values ?? []), ...acrValues].find((value) => knownAcr([value]).length > 0);
  return wished === TWO_FACTOR ? 'wished' : 'none';
};
