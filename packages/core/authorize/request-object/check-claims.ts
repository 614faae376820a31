import { type Refusal, refuse } from '@cardea/protocol';
import { SKEW_SECONDS } from '../../checks/assertion-claims.ts';
import type { Profile } from '../../profiles/profile.ts';

interface Expected {
  readonly clientId: string;
  readonly issuer: string;
  readonly nowSeconds: number;
  readonly isSigned: boolean;
  readonly profile: Pick<Profile, 'requestObjects'>;
}

const isSeconds = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const audienceFits = (aud: unknown, issuer: string): boolean =>
  aud === issuer || (Array.isArray(aud) && aud.includes(issuer));

const timesProblem = (
  { exp, nbf, iat }: Readonly<Record<string, unknown>>,
  { nowSeconds, profile }: Expected,
): string | undefined => {
  const { maxAgeSeconds } = profile.requestObjects;
  if (exp !== undefined && !(isSeconds(exp) && exp > nowSeconds - SKEW_SECONDS)) return 'exp';
  for (const [claim, value] of Object.entries({ nbf, iat }))
    if (value !== undefined && !(isSeconds(value) && value <= nowSeconds + SKEW_SECONDS)) return claim;
  if (maxAgeSeconds === undefined) return undefined;
  // FAPI 2.0 Message Signing §5.3.1
  if (!isSeconds(exp)) return 'exp';
  return isSeconds(nbf) && nbf >= nowSeconds - maxAgeSeconds - SKEW_SECONDS && exp <= nbf + maxAgeSeconds
    ? undefined
    : 'nbf';
};

/** Who made a request object, for whom and when (RFC 9101 §4, §6; OpenID Connect Core §6.1). */
export const refusedClaims = (claims: Readonly<Record<string, unknown>>, expected: Expected): Refusal | undefined => {
  const { clientId, issuer, isSigned, profile } = expected;
  const { iss, aud, sub, client_id: id } = claims;
  const isStrict = isSigned && profile.requestObjects.claimsNeeded;
  // RFC 9101 §10.8: a client assertion has the client as its subject, and is no request
  if (sub === clientId) return refuse('request_object.confused');
  // RFC 9101 §5: inside and outside the same
  if (id === undefined ? isStrict : id !== clientId) return refuse('request_object.client', { client: clientId });
  if (iss === undefined ? isStrict : iss !== clientId) return refuse('request_object.issuer', { client: clientId });
  if (aud === undefined ? isStrict : !audienceFits(aud, issuer))
    return refuse('request_object.audience', { expected: issuer });
  const claim = timesProblem(claims, expected);
  return claim === undefined ? undefined : refuse('request_object.time', { claim });
};
