import { type Refusal, refuse } from '../refusals/refusal.ts';

/** What proofs may be signed with: public keys only, never a MAC (RFC 9449 §4.2). */
export const proofAlgorithms: readonly string[] = ['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519', 'PS256', 'RS256'];

/** How far a proof may lie back and ahead (design D3). */
export const PROOF_AGE_SECONDS = 60;
export const PROOF_AHEAD_SECONDS = 10;
const MAX_PROOF_CHARS = 8 * 1024;
const MAX_JTI_CHARS = 255;

/** Members that a public key never has (RFC 7517 §9.3, RFC 7518 §6). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const;

/** Members that make the thumbprint of a public key, in the order of the alphabet (RFC 7638 §3.2, RFC 8037 §2). */
const THUMBPRINT_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
  RSA: ['e', 'kty', 'n'],
};

export type ProofKey = Readonly<Record<string, unknown>> & { readonly kty: string };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text whose SHA-256 is the thumbprint of a public key (RFC 7638 §3); undefined for what is none. */
export const thumbprintText = (key: unknown): string | undefined => {
  if (!isRecord(key) || typeof key.kty !== 'string' || !Object.hasOwn(THUMBPRINT_MEMBERS, key.kty)) return undefined;
  const members = (THUMBPRINT_MEMBERS[key.kty] ?? []).map((name) => [name, key[name]] as const);
  return members.every(([, value]) => typeof value === 'string')
    ? JSON.stringify(Object.fromEntries(members))
    : undefined;
};

/** The header field, where there is exactly one (RFC 9449 §4.3, item 1). Repeated lines arrive joined by commas. */
export const proofIn = (header: string): string | Refusal => {
  if (header.includes(',')) return refuse('dpop.several');
  return header.length > MAX_PROOF_CHARS ? refuse('dpop.malformed', { characters: header.length }) : header.trim();
};

/** The key a proof names; nothing it says is believed before its signature was verified with that key. */
export const proofKey = ({ typ, jwk }: Readonly<Record<string, unknown>>): ProofKey | Refusal => {
  // RFC 9449 §4.3, items 4 and 6
  if (typ !== 'dpop+jwt') return refuse('dpop.type');
  if (!isRecord(jwk) || typeof jwk.kty !== 'string' || thumbprintText(jwk) === undefined) return refuse('dpop.key');
  // RFC 9449 §4.3, item 7
  if (PRIVATE_MEMBERS.some((member) => Object.hasOwn(jwk, member))) return refuse('dpop.private_key');
  return { ...jwk, kty: jwk.kty };
};

/** A URI without query and fragment, in the form that is compared (RFC 9449 §4.3, item 9; RFC 3986 §6.2). */
const comparable = (uri: unknown): string | undefined => {
  if (typeof uri !== 'string' || !URL.canParse(uri)) return undefined;
  const { protocol, host, pathname, username, password } = new URL(uri);
  return username || password ? undefined : `${protocol}//${host}${pathname}`;
};

export interface ExpectedProof {
  readonly method: string;
  /** The URL that was asked for, as callers know it. */
  readonly url: string;
  readonly nowSeconds: number;
  /** base64url of SHA-256 of the access token that came along, where one did (RFC 9449 §4.2). */
  readonly tokenHash?: string | undefined;
}

export interface ProofClaims {
  readonly jti: string;
  readonly iat: number;
  readonly nonce: string | undefined;
}

/** The claims of a proof whose signature was verified (RFC 9449 §4.3). */
export const checkProofClaims = (
  { jti, htm, htu, iat, ath, nonce }: Readonly<Record<string, unknown>>,
  { method, url, nowSeconds, tokenHash }: ExpectedProof,
): ProofClaims | Refusal => {
  if (typeof jti !== 'string' || jti === '' || jti.length > MAX_JTI_CHARS)
    return refuse('dpop.malformed', { claim: 'jti' });
  if (htm !== method) return refuse('dpop.method', { expected: method });
  const sent = comparable(htu);
  if (sent === undefined || sent !== comparable(url)) return refuse('dpop.url', { expected: url.slice(0, 200) });
  if (typeof iat !== 'number' || !Number.isFinite(iat)) return refuse('dpop.malformed', { claim: 'iat' });
  if (iat < nowSeconds - PROOF_AGE_SECONDS || iat > nowSeconds + PROOF_AHEAD_SECONDS)
    return refuse('dpop.time', { secondsAgo: nowSeconds - iat });
  if (tokenHash !== undefined && ath !== tokenHash) return refuse('dpop.token_hash');
  return { jti, iat: Math.ceil(iat), nonce: typeof nonce === 'string' ? nonce : undefined };
};
