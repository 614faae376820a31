import { isRefusal, type Refusal, type RefusalCode, refuse } from '@cardea/protocol';
import { checkAssertionClaims, SKEW_SECONDS } from '../checks/assertion-claims.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { JwtFailure, VerifiedJwt } from '../ports/crypto.ts';
import { allowedAlgorithms } from '../profiles/profile.ts';
import type { AuthDependencies } from './method.ts';

const failures = {
  malformed: 'client.assertion_malformed',
  algorithm: 'client.assertion_algorithm',
  key: 'client.assertion_key',
  signature: 'client.assertion_signature',
} as const satisfies Record<JwtFailure, RefusalCode>;

/** The algorithms a client may sign with: those of the method that the profile allows, or the one it is registered for. */
export const algorithmsOf = (
  client: Client,
  algorithms: readonly string[],
  { profile }: Pick<AuthDependencies, 'profile'>,
): readonly string[] => {
  const allowed = allowedAlgorithms(algorithms, profile);
  const { assertionAlgorithm } = client;
  return assertionAlgorithm === undefined ? allowed : allowed.filter((algorithm) => algorithm === assertionAlgorithm);
};

const TYPES: readonly string[] = ['jwt', 'client-authentication+jwt'];

/** Whether a JWT says that it is a client assertion, or does not say what it is; any other kind is none (RFC 8725 §3.11). */
const isAssertionType = (typ: unknown): boolean =>
  typ === undefined || (typeof typ === 'string' && TYPES.includes(typ.toLowerCase().replace(/^application\//, '')));

/** The claims of an assertion with a good signature: right for this server, now, and never seen before. */
export const acceptAssertion = async (
  verified: VerifiedJwt | JwtFailure,
  client: Client,
  { stores, clock, issuer, endpoints, profile }: AuthDependencies,
): Promise<Refusal | undefined> => {
  if (typeof verified === 'string') return refuse(failures[verified]);
  if (!isAssertionType(verified.header.typ)) return refuse('client.assertion_type');
  const ofEndpoints = [
    endpoints.token,
    endpoints.introspection,
    endpoints.revocation,
    endpoints.pushedRequest, // RFC 9126 §2
  ];
  const audiences = profile.assertionAudience === 'issuer' ? [issuer] : [issuer, ...ofEndpoints];
  const claims = checkAssertionClaims(verified.claims, { clientId: client.id, audiences, nowSeconds: seconds(clock) });
  if (isRefusal(claims)) return claims;
  const expiresAt = claims.exp + SKEW_SECONDS;
  const fresh = await stores.commit({
    guard: { kind: 'assertion.claim', issuer: client.id, jti: claims.jti, expiresAt },
    changes: [],
  });
  return fresh ? undefined : refuse('client.assertion_replayed');
};
