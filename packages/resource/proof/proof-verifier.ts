import {
  checkProofClaims,
  isRefusal,
  PROOF_AGE_SECONDS,
  PROOF_AHEAD_SECONDS,
  proofAlgorithms,
  proofIn,
  proofKey,
  type Refusal,
  refuse,
  thumbprintText,
} from '@cardea/protocol';
import { compactVerify, decodeProtectedHeader, errors, importJWK } from 'jose';
import type { ResourceClock } from '../clock.ts';
import { parseJsonObject } from '../issuer/json-object.ts';
import type { VerifyProof } from './verify-proof.ts';

const MAX_REMEMBERED = 100_000;
const encoder = new TextEncoder();

const digest = async (text: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', encoder.encode(text))).toString('base64url');

/** Proofs that were used and could come again, by key and jti; the oldest leave when there are too many. */
const createMemory = () => {
  const used = new Map<string, number>();
  return {
    /** Whether it was not used before. */
    take(id: string, untilSeconds: number, nowSeconds: number): boolean {
      if ((used.get(id) ?? 0) > nowSeconds) return false;
      for (const [old, until] of used) {
        if (until > nowSeconds && used.size < MAX_REMEMBERED) break;
        used.delete(old);
      }
      used.set(id, untilSeconds);
      return true;
    },
  };
};

const headerOf = (text: string): Readonly<Record<string, unknown>> | Refusal => {
  try {
    return decodeProtectedHeader(text);
  } catch {
    return refuse('dpop.malformed');
  }
};

/**
 * Checks proofs of possession (RFC 9449 §4.3) in this process alone: a proof is used once here. Several processes behind one
 * address share nothing; where that matters, give `protect` a `verifyProof` with a store that they share.
 */
export const createProofVerifier = (clock: ResourceClock): VerifyProof => {
  const memory = createMemory();
  return async ({ header, method, url, accessToken }) => {
    const text = proofIn(header);
    if (isRefusal(text)) return text;
    const protectedHeader = headerOf(text);
    if (isRefusal(protectedHeader)) return protectedHeader;
    const { alg, crit, b64 } = protectedHeader;
    if (crit !== undefined || b64 !== undefined) return refuse('dpop.malformed', { header: 'crit' });
    if (typeof alg !== 'string' || !proofAlgorithms.includes(alg)) return refuse('dpop.algorithm');
    const key = proofKey(protectedHeader);
    if (isRefusal(key)) return key;
    const nowSeconds = Math.floor(clock.nowMs() / 1000);
    try {
      const { payload } = await compactVerify(text, await importJWK({ ...key }, alg), { algorithms: [alg] });
      const claims = checkProofClaims(parseJsonObject(new TextDecoder().decode(payload)) ?? {}, {
        method,
        url,
        nowSeconds,
        tokenHash: await digest(accessToken),
      });
      if (isRefusal(claims)) return claims;
      const jkt = await digest(thumbprintText(key) ?? '');
      const until = claims.iat + PROOF_AGE_SECONDS + PROOF_AHEAD_SECONDS;
      return memory.take(`${jkt} ${claims.jti}`, until, nowSeconds) ? jkt : refuse('dpop.replayed');
    } catch (error) {
      // What the key or the signature is wrong with is the sender's affair
      if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof DOMException)
        return refuse('dpop.signature');
      throw error;
    }
  };
};
