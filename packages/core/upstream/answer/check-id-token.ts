import type { EpochSeconds } from '../../ports/clock.ts';
import type { VerifiedJwt } from '../../ports/crypto.ts';

/** Clocks may differ by this much (design D3). */
const SKEW_SECONDS = 60;
const MAX_SUBJECT_CHARS = 255; // OpenID Connect Core §2

export interface ExpectedIdToken {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  readonly now: EpochSeconds;
  /** The hash that `at_hash` must be, for the algorithm of the header. */
  readonly accessTokenHash: (algorithm: string) => string | undefined;
}

/** The rule of OpenID Connect Core §3.1.3.7 that an ID token breaks. */
export type IdTokenProblem =
  | 'typ'
  | 'iss'
  | 'aud'
  | 'azp'
  | 'exp'
  | 'iat'
  | 'nbf'
  | 'nonce'
  | 'sub'
  | 'at_hash'
  | 'auth_time';

export interface IdTokenClaims {
  readonly subject: string;
  readonly authTime: EpochSeconds | undefined;
  readonly claims: Readonly<Record<string, unknown>>;
}

const isInstant = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value > 0;

const audienceProblem = (
  { aud, azp }: Readonly<Record<string, unknown>>,
  clientId: string,
): IdTokenProblem | undefined => {
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  // Item 3
  if (!audiences.includes(clientId)) return 'aud';
  // Items 4 and 5: whom it was issued to, where it could be somebody else
  if (azp === undefined ? audiences.length > 1 : azp !== clientId) return 'azp';
  return undefined;
};

const timeProblem = (
  { exp, iat, nbf, auth_time }: Readonly<Record<string, unknown>>,
  now: EpochSeconds,
): IdTokenProblem | undefined => {
  // Items 9 and 10
  if (!isInstant(exp) || exp <= now - SKEW_SECONDS) return 'exp';
  if (!isInstant(iat) || iat > now + SKEW_SECONDS) return 'iat';
  if (nbf !== undefined && (!isInstant(nbf) || nbf > now + SKEW_SECONDS)) return 'nbf';
  if (auth_time !== undefined && (!isInstant(auth_time) || auth_time > now + SKEW_SECONDS)) return 'auth_time';
  return undefined;
};

const problemOf = (
  { header, claims }: VerifiedJwt,
  { issuer, clientId, nonce, now, accessTokenHash }: ExpectedIdToken,
): IdTokenProblem | undefined => {
  // Another kind of token that the same keys signed is none (RFC 8725 §3.11)
  const { typ, alg } = header;
  if (typ !== undefined && (typeof typ !== 'string' || typ.toLowerCase() !== 'jwt')) return 'typ';
  // Item 2
  if (claims.iss !== issuer) return 'iss';
  const audience = audienceProblem(claims, clientId);
  if (audience) return audience;
  const time = timeProblem(claims, now);
  if (time) return time;
  // Item 11
  if (claims.nonce !== nonce) return 'nonce';
  const { sub, at_hash } = claims;
  if (typeof sub !== 'string' || sub === '' || sub.length > MAX_SUBJECT_CHARS) return 'sub';
  // §3.1.3.8
  if (at_hash !== undefined && (typeof alg !== 'string' || at_hash !== accessTokenHash(alg))) return 'at_hash';
  return undefined;
};

/** An ID token whose signature was verified, and that is this provider's, for us, for this attempt and for now. */
export const checkIdToken = (token: VerifiedJwt, expected: ExpectedIdToken): IdTokenClaims | IdTokenProblem => {
  const problem = problemOf(token, expected);
  if (problem) return problem;
  const { sub, auth_time } = token.claims;
  return {
    subject: String(sub),
    authTime: isInstant(auth_time) ? Math.min(Math.floor(auth_time), expected.now) : undefined,
    claims: token.claims,
  };
};
