import type { PublicJwk } from '../../ports/client.ts';

const MAX_KEYS = 20;
const MAX_MEMBER_CHARS = 4096;
const MIN_RSA_MODULUS_CHARS = 342; // 2048 bits (RFC 7518 §3.3)
/** Members that only the owner of a key may know (RFC 7518 §6.2.2, §6.3.2, §6.4.1). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const KEPT_MEMBERS = ['kty', 'crv', 'x', 'y', 'n', 'e', 'kid', 'use', 'alg'];
const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** Curves that sign, and the members of a public key of each (RFC 7518 §6.2.1, RFC 8037 §2). */
const CURVES: Readonly<Record<string, { readonly kty: string; readonly members: readonly string[] }>> = {
  'P-256': { kty: 'EC', members: ['x', 'y'] },
  'P-384': { kty: 'EC', members: ['x', 'y'] },
  'P-521': { kty: 'EC', members: ['x', 'y'] },
  Ed25519: { kty: 'OKP', members: ['x'] },
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEncoded = (value: unknown): boolean => typeof value === 'string' && BASE64URL.test(value);

const keyProblem = (jwk: Readonly<Record<string, unknown>>): string | undefined => {
  if (PRIVATE_MEMBERS.some((member) => member in jwk)) {
    return 'holds a private or secret key: give the public key alone, and consider this one disclosed';
  }
  if (Object.values(jwk).some((value) => typeof value === 'string' && value.length > MAX_MEMBER_CHARS)) {
    return 'holds a member that is too long';
  }
  for (const member of ['kid', 'use', 'alg']) {
    if (jwk[member] !== undefined && typeof jwk[member] !== 'string')
      return `holds a key whose ${member} is not a text`;
  }
  if (jwk.use !== undefined && jwk.use !== 'sig') return 'holds a key that is not for signatures (use is not sig)';
  if (jwk.kty === 'RSA') {
    if (!isEncoded(jwk.n) || !isEncoded(jwk.e)) return 'holds an RSA key without n and e';
    return String(jwk.n).length < MIN_RSA_MODULUS_CHARS ? 'holds an RSA key of less than 2048 bits' : undefined;
  }
  const curve = typeof jwk.crv === 'string' ? CURVES[jwk.crv] : undefined;
  if (!curve || curve.kty !== jwk.kty) {
    return 'holds a key that is neither RSA nor on one of the curves P-256, P-384, P-521, Ed25519';
  }
  return curve.members.every((member) => isEncoded(jwk[member]))
    ? undefined
    : `holds a key without ${curve.members.join(' and ')}`;
};

const keysOf = (given: unknown): readonly unknown[] => {
  if (Array.isArray(given)) return given;
  return isRecord(given) && Array.isArray(given.keys) ? given.keys : [given];
};

const publicPart = (jwk: Readonly<Record<string, unknown>>): PublicJwk => ({
  ...Object.fromEntries(KEPT_MEMBERS.filter((member) => member in jwk).map((member) => [member, jwk[member]])),
  kty: String(jwk.kty),
});

/** The public keys of a JWK Set, a list or one JWK (RFC 7517), or what is wrong with them. */
export const readPublicJwks = (given: unknown): readonly PublicJwk[] | { readonly problem: string } => {
  const keys = keysOf(given);
  if (keys.length === 0) return { problem: 'holds no key' };
  if (keys.length > MAX_KEYS) return { problem: `holds more than ${MAX_KEYS} keys` };
  const jwks: PublicJwk[] = [];
  for (const key of keys) {
    if (!isRecord(key)) return { problem: 'is not a JWK Set (RFC 7517 §5)' };
    const problem = keyProblem(key);
    if (problem !== undefined) return { problem };
    jwks.push(publicPart(key));
  }
  const kids = jwks.flatMap((jwk) => (jwk.kid === undefined ? [] : [jwk.kid]));
  return new Set(kids).size === kids.length ? jwks : { problem: 'holds two keys with the same kid' };
};
