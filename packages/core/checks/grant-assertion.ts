import { type Refusal, refuse } from '@cardea/protocol';
import { timeProblem } from './assertion-claims.ts';

const MAX_TEXT_CHARS = 255;

interface Expected {
  /** The issuer and the token endpoint. */
  readonly audiences: readonly string[];
  readonly nowSeconds: number;
}

/** What an assertion says, whoever signed it. */
export interface GrantAssertion {
  readonly subject: string;
  readonly exp: number;
  readonly jti: string | undefined;
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= MAX_TEXT_CHARS;

/** The claims of an assertion with a good signature, for this server and now (RFC 7523 §3). */
export const checkGrantAssertion = (
  { sub, aud, exp, iat, nbf, jti }: Readonly<Record<string, unknown>>,
  { audiences, nowSeconds }: Expected,
): GrantAssertion | Refusal => {
  if (!isName(sub)) return refuse('assertion.subject');
  // RFC 7523 §3, item 3: one value, so that another server cannot pass it on
  const audience = Array.isArray(aud) && aud.length === 1 ? aud[0] : aud;
  if (typeof audience !== 'string' || !audiences.includes(audience))
    return refuse('assertion.audience', { expected: audiences });
  const wrong = timeProblem({ exp, iat, nbf }, nowSeconds);
  if (wrong) return refuse('assertion.time', wrong);
  if (jti !== undefined && !isName(jti)) return refuse('assertion.id');
  return { subject: sub, exp: Math.ceil(Number(exp)), jti };
};
