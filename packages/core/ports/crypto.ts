import type { Handle, HandleKind } from '@cardea/protocol';
import type { PublicJwk, SecretHash } from './client.ts';
import type { SigningAlgorithm } from './signing-key.ts';

/** A new handle: `text` for its holder, `id` and `verifierHash` for the database. */
export interface MintedHandle<K extends HandleKind = HandleKind> {
  readonly text: Handle<K>;
  /** The selector: 22 characters of base64url whose order is time. */
  readonly id: string;
  /** SHA-256 of the verifier, base64url. */
  readonly verifierHash: string;
}

export interface HandleMint {
  /** With `selector` the handle points to a row that exists already. */
  mint<K extends HandleKind>(kind: K, nowMs: number, selector?: string): MintedHandle<K>;
  /** A selector alone, for a `jti`. */
  mintId(nowMs: number): string;
  /** Whether the verifier is the one whose hash was stored; constant time. */
  verify(verifier: string, verifierHash: string): boolean;
}

/** Digests of texts, base64url. */
export interface Digests {
  sha256(text: string): string;
  /** The left half of the hash that goes with a signature algorithm: SHA-512 for EdDSA, else SHA-256 (OIDC Core §3.1.3.6). */
  leftHalf(text: string, algorithm: SigningAlgorithm): string;
  /**
   * HMAC-SHA-256 under a key of the server's own for one purpose: `refresh` derives the successor of a refresh token
   * (design D2), `subject` a pairwise subject (OpenID Connect Core §8.1), `form` the token that a page's form carries, `browser_state` what
   * clients may watch of who is signed in on a browser, `user_code` a user code of a device and what it is found by
   * (RFC 8628 §6.1), `upstream` the nonce and the code verifier of an attempt to sign in at an identity provider, `audit` the chain
   * over the audit, `dpop_nonce` the nonces of proofs (RFC 9449 §8), `email_code` the
   * digest of a code that was sent by mail, `idempotency` what a call asked for, `console_key` the seed of the key of the console.
   */
  derive(
    purpose:
      | 'refresh'
      | 'subject'
      | 'form'
      | 'browser_state'
      | 'user_code'
      | 'upstream'
      | 'audit'
      | 'dpop_nonce'
      | 'email_code'
      | 'idempotency'
      | 'console_key',
    text: string,
  ): string;
}

/** The bounded queue of slow hashes is full. The pipeline turns it into a 503. */
export class HashingBusy extends Error {
  override readonly name = 'HashingBusy';
}

export interface SecretHasher {
  /** argon2id (19 MiB, t=2, p=1), for secrets that people choose. Rejects with `HashingBusy`. */
  hash(secret: string): Promise<SecretHash>;
  /**
   * Whether `secret` is the one that was hashed; at once and in constant time for `sha256` and `sealed`, later for
   * `argon2id`. Rejects with `HashingBusy`.
   */
  verify(secret: string, hash: SecretHash, context: string): boolean | Promise<boolean>;
}

/** Encryption with the master key (AES-256-GCM). `context` names the row and column: a box opens nowhere else. */
export interface Sealer {
  seal(plaintext: string, context: string): string;
  /** Throws where the box was altered, moved, or sealed with another key. */
  open(box: string, context: string): string;
}

/** A signing key in memory, ready to use. */
export interface PreparedSigner {
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  /** A compact JWS over the JSON of `claims` with the header `{ alg, kid, typ }` (RFC 7515 §3.1). Synchronous. */
  sign(typ: string, claims: Readonly<Record<string, unknown>>): string;
}

export interface SigningKeys {
  /** A fresh key pair; `id` is its RFC 7638 thumbprint. */
  generate(
    algorithm: SigningAlgorithm,
  ): Promise<{ readonly id: string; readonly publicJwk: PublicJwk; readonly privateJwk: string }>;
  prepare(key: {
    readonly id: string;
    readonly algorithm: SigningAlgorithm;
    readonly privateJwk: string;
  }): PreparedSigner;
}

/** The header and claims of a JWT whose signature has been verified. */
export interface VerifiedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

export type JwtFailure = 'malformed' | 'algorithm' | 'key' | 'signature';

export interface JwtVerifier {
  /**
   * Verifies a compact JWS with one of `keys`, by `kid` where the header names one, and only with an algorithm of
   * `algorithms` that fits the key's type. `none`, `jwk`, `jku`, `x5u`, `x5c` and `crit` in the header are never followed.
   * Checks no claim.
   */
  verify(jwt: string, keys: readonly PublicJwk[], algorithms: readonly string[]): Promise<VerifiedJwt | JwtFailure>;
  /** The same with a shared secret: HS256, HS384, HS512 (RFC 7518 §3.2). */
  verifyMac(jwt: string, secret: string, algorithms: readonly string[]): Promise<VerifiedJwt | JwtFailure>;
  /** The claims without any check, to find out whose key to use. Undefined for anything but a compact JWS. */
  peek(jwt: string): VerifiedJwt | undefined;
}
