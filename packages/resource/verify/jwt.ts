import { type Refusal, refuse } from '@cardea/protocol';
import { compactVerify, decodeProtectedHeader, errors, type JWTVerifyGetKey } from 'jose';
import { parseJsonObject } from '../issuer/json-object.ts';
import { readClaims } from './claims.ts';
import type { VerifiedToken, VerifyToken } from './verified-token.ts';

const ACCESS_TOKEN_TYPE = /^(application\/)?at\+jwt$/i; // RFC 9068 §2.1
const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]*$/; // RFC 7515 §7.1

export interface JwtRules {
  readonly issuer: string;
  readonly algorithms: readonly string[];
  readonly skewSeconds: number;
  readonly nowSeconds: () => number;
  readonly findKey: JWTVerifyGetKey;
}

export const isJwt = (token: string): boolean => COMPACT_JWS.test(token);

/** What the header alone decides, before any key is looked for. */
const checkHeader = (token: string, algorithms: readonly string[]): Refusal | undefined => {
  try {
    const { alg, typ, kid, crit, b64 } = decodeProtectedHeader(token);
    // RFC 8725 §3.11: ID tokens, logout tokens and assertions are signed with the same keys
    if (typeof typ !== 'string' || !ACCESS_TOKEN_TYPE.test(typ)) return refuse('token.type', { typ: String(typ) });
    // RFC 8725 §3.1
    if (typeof alg !== 'string' || !algorithms.includes(alg)) return refuse('token.signature', { alg: String(alg) });
    if (kid !== undefined && typeof kid !== 'string') return refuse('token.malformed', { header: 'kid' });
    // RFC 7515 §4.1.11: no extension is understood here
    if (crit !== undefined || b64 !== undefined) return refuse('token.malformed', { header: 'crit' });
    return undefined;
  } catch {
    return refuse('token.malformed', { part: 'header' });
  }
};

/** Checks JWT access tokens with the issuer's published keys (RFC 9068 §4). `jwk`, `jku`, `x5u` and `x5c` are never followed. */
export const createJwtVerifier = (rules: JwtRules): VerifyToken => {
  const algorithms = [...rules.algorithms];
  return async (token): Promise<VerifiedToken | Refusal> => {
    const wrong = checkHeader(token, algorithms);
    if (wrong) return wrong;
    try {
      const { payload } = await compactVerify(token, rules.findKey, { algorithms });
      const claims = parseJsonObject(new TextDecoder().decode(payload));
      if (!claims) return refuse('token.malformed', { part: 'payload' });
      const { issuer, skewSeconds } = rules;
      return readClaims(claims, { issuer, skewSeconds, nowSeconds: rules.nowSeconds(), complete: true });
    } catch (error) {
      if (error instanceof errors.JOSEError) return refuse('token.signature', { cause: error.code });
      throw error;
    }
  };
};
