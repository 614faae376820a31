import { type Refusal, type RefusalDetail, refuse } from '@cardea/protocol';

/** Clocks may differ by this much (design D3). */
export const SKEW_SECONDS = 60;
/** A longer life would make the memory of used `jti` values unbounded. */
const MAX_ASSERTION_TTL_SECONDS = 60 * 60;
const MAX_JTI_CHARS = 255;

interface Expected {
  readonly clientId: string;
  /** The issuer and the endpoints' URLs. */
  readonly audiences: readonly string[];
  readonly nowSeconds: number;
}

export interface AssertionClaims {
  readonly jti: string;
  readonly exp: number;
}

const onlyAudience = (aud: unknown): unknown => (Array.isArray(aud) && aud.length === 1 ? aud[0] : aud);

/** Which of the times of an assertion is wrong, and by how much (RFC 7523 §3, items 4 to 6). */
export const timeProblem = (
  { exp, iat, nbf }: Readonly<Record<'exp' | 'iat' | 'nbf', unknown>>,
  nowSeconds: number,
): RefusalDetail | undefined => {
  if (typeof exp !== 'number' || !Number.isFinite(exp)) return { claim: 'exp' };
  if (exp <= nowSeconds - SKEW_SECONDS) return { claim: 'exp', secondsLate: nowSeconds - exp };
  if (exp > nowSeconds + MAX_ASSERTION_TTL_SECONDS + SKEW_SECONDS)
    return { claim: 'exp', secondsAhead: exp - nowSeconds };
  for (const [claim, value] of Object.entries({ iat, nbf })) {
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value <= nowSeconds + SKEW_SECONDS)) return { claim };
  }
  return undefined;
};

/** The claims of a client assertion whose signature was verified (RFC 7523 §3). */
export const checkAssertionClaims = (
  { iss, sub, aud, exp, iat, nbf, jti }: Readonly<Record<string, unknown>>,
  { clientId, audiences, nowSeconds }: Expected,
): AssertionClaims | Refusal => {
  // RFC 7523 §3, items 1 and 2
  if (iss !== clientId || sub !== clientId) return refuse('client.assertion_issuer', { client: clientId });

  // RFC 7523 §3, item 3: one value, so that another server cannot pass it on
  const audience = onlyAudience(aud);
  if (typeof audience !== 'string' || !audiences.includes(audience)) {
    return refuse('client.assertion_audience', { expected: audiences });
  }

  const wrong = timeProblem({ exp, iat, nbf }, nowSeconds);
  if (wrong) return refuse('client.assertion_time', wrong);

  // RFC 7523 §3, item 7
  if (typeof jti !== 'string' || jti === '' || jti.length > MAX_JTI_CHARS) return refuse('client.assertion_id');
  return { jti, exp: Math.ceil(Number(exp)) };
};
