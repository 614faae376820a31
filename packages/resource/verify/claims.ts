import { type Refusal, refuse } from '@cardea/protocol';
import type { VerifiedToken } from './verified-token.ts';

type Claims = Readonly<Record<string, unknown>>;

export interface ClaimExpectations {
  /** Exact `iss`. */
  readonly issuer: string;
  readonly nowSeconds: number;
  readonly skewSeconds: number;
  /** Whether each claim that RFC 9068 §2.2 requires must be there. */
  readonly complete: boolean;
}

const text = (value: unknown): value is string => typeof value === 'string' && value !== '';
const instant = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const absent = (value: unknown): boolean => value === undefined;

/** `aud` is one string or an array of strings (RFC 7519 §4.1.3). Undefined where it is neither. */
const readAudience = (aud: unknown): readonly string[] | undefined => {
  const items = Array.isArray(aud) ? aud : [aud];
  return items.length > 0 && items.every(text) ? items : undefined;
};

/** The claim whose absence or type makes the token unusable. */
const misshapen = (claims: Claims, complete: boolean): string | undefined => {
  const required = (name: string, fits: (value: unknown) => boolean): boolean =>
    fits(claims[name]) || (!complete && absent(claims[name]));
  if (!required('iss', text)) return 'iss';
  if (!required('sub', text)) return 'sub';
  if (!required('client_id', text)) return 'client_id';
  if (!required('jti', text)) return 'jti';
  if (!required('iat', instant)) return 'iat';
  if (!required('exp', instant)) return 'exp';
  if (!absent(claims.nbf) && !instant(claims.nbf)) return 'nbf';
  if (!absent(claims.scope) && typeof claims.scope !== 'string') return 'scope';
  return undefined;
};

/** The key that a token is bound to (RFC 9449 §6.1): null for none, undefined where it is bound in another way. */
const confirmation = (cnf: unknown): string | null | undefined => {
  if (cnf === undefined) return null;
  if (typeof cnf !== 'object' || cnf === null) return undefined;
  const [[name, value] = [], ...more] = Object.entries(cnf);
  return name === 'jkt' && text(value) && more.length === 0 ? value : undefined;
};

/** The token that these claims make, or why they make none (RFC 9068 §4, RFC 7662 §2.2). */
export const readClaims = (claims: Claims, expected: ClaimExpectations): VerifiedToken | Refusal => {
  const wrong = misshapen(claims, expected.complete);
  if (wrong !== undefined) return refuse('token.malformed', { claim: wrong });
  const { iss, exp, nbf, iat, jti } = claims;
  if (iss !== undefined && iss !== expected.issuer) return refuse('token.issuer', { iss: String(iss) });

  const audience = readAudience(claims.aud);
  if (!audience) return refuse('token.malformed', { claim: 'aud' });

  const { nowSeconds, skewSeconds } = expected;
  if (instant(exp) && exp + skewSeconds <= nowSeconds) return refuse('token.expired', { exp });
  if (instant(nbf) && nbf - skewSeconds > nowSeconds) return refuse('token.expired', { nbf });
  if (instant(iat) && iat - skewSeconds > nowSeconds) return refuse('token.expired', { iat });

  const jkt = confirmation(claims.cnf);
  // RFC 8705 §3, RFC 7800 §3.1: bound in a way that cannot be proved here
  if (jkt === undefined) return refuse('token.bound');

  const clientId = claims.client_id ?? claims.sub;
  const subject = claims.sub ?? clientId;
  if (!text(clientId) || !text(subject)) return refuse('token.malformed', { claim: 'sub' });
  const scope = claims.scope;
  return {
    subject,
    clientId,
    scopes: typeof scope === 'string' ? scope.split(' ').filter((name) => name !== '') : [],
    audience,
    expiresAt: instant(exp) ? exp : undefined,
    id: text(jti) ? jti : undefined,
    ...(jkt === null ? {} : { jkt }),
    claims,
  };
};
