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
import type { EngineOptions } from '../engine-options.ts';
import { seconds } from '../ports/clock.ts';
import type { SentProof } from '../ports/request.ts';
import { allowedAlgorithms } from '../profiles/profile.ts';
import { isNonceOfOurs } from './nonce.ts';

type Dependencies = Pick<EngineOptions, 'jwt' | 'digests' | 'clock' | 'stores' | 'profile' | 'dpopNonce'>;

const failures = {
  malformed: 'dpop.malformed',
  algorithm: 'dpop.algorithm',
  key: 'dpop.key',
  signature: 'dpop.signature',
} as const;

/** Remembers a proof for as long as it could be sent again; false where it was used before (RFC 9449 §11.1). */
const isFirst = (jkt: string, { jti, iat }: { readonly jti: string; readonly iat: number }, { stores }: Dependencies) =>
  stores.commit({
    guard: {
      kind: 'assertion.claim',
      issuer: `dpop ${jkt}`,
      jti,
      expiresAt: iat + PROOF_AGE_SECONDS + PROOF_AHEAD_SECONDS,
    },
    changes: [],
  });

/**
 * The thumbprint of the key that the sender of a request has proved to hold (RFC 9449 §4.3). `accessToken` is the one that came
 * along, at a resource. A proof is used up by this: it comes after everything else that can be judged without it.
 */
export const provePossession = async (
  { header, method, url }: SentProof,
  dependencies: Dependencies,
  accessToken?: string,
): Promise<string | Refusal> => {
  const { jwt, digests, clock, profile } = dependencies;
  const text = proofIn(header);
  if (isRefusal(text)) return text;
  const peeked = jwt.peek(text);
  if (peeked === undefined) return refuse('dpop.malformed');
  const key = proofKey(peeked.header);
  if (isRefusal(key)) return key;
  const verified = await jwt.verify(text, [key], allowedAlgorithms(proofAlgorithms, profile));
  if (typeof verified === 'string') return refuse(failures[verified]);
  const claims = checkProofClaims(verified.claims, {
    method,
    url,
    nowSeconds: seconds(clock),
    tokenHash: accessToken === undefined ? undefined : digests.sha256(accessToken),
  });
  if (isRefusal(claims)) return claims;
  // RFC 9449 §8: asked for before the proof is used up, since the client sends the next one with it
  const { nonce } = claims;
  if (nonce === undefined ? dependencies.dpopNonce === 'required' : !isNonceOfOurs(nonce, dependencies))
    return refuse('dpop.nonce');
  const jkt = digests.sha256(thumbprintText(key) ?? '');
  return (await isFirst(jkt, claims, dependencies)) ? jkt : refuse('dpop.replayed');
};
