import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { VerifyProof } from '../proof/verify-proof.ts';
import type { PresentedToken } from '../request/presented-token.ts';
import type { VerifiedToken } from '../verify/verified-token.ts';

export interface PossessionRules {
  readonly verifyProof: VerifyProof;
  /** The URL of a request as callers know it. */
  readonly publicUrl: (request: Request) => string;
}

/** Why the sender may not use the token although it is good: it is bound to a key they do not prove to hold (RFC 9449 §7.1). */
export const missingPossession = async (
  request: Request,
  { token, scheme }: PresentedToken,
  { jkt }: VerifiedToken,
  rules: PossessionRules,
): Promise<Refusal | undefined> => {
  if (jkt === undefined) return scheme === 'dpop' ? refuse('token.not_bound') : undefined;
  // RFC 9449 §7.2: else a stolen token would be used as a Bearer token
  if (scheme !== 'dpop') return refuse('token.bound');
  const header = request.headers.get('dpop');
  if (header === null) return refuse('token.proof_missing');
  const proved = await rules.verifyProof({
    header,
    method: request.method,
    url: rules.publicUrl(request),
    accessToken: token,
  });
  if (isRefusal(proved)) {
    if (!proved.code.startsWith('dpop.')) return proved;
    return refuse(proved.code === 'dpop.nonce' ? 'token.proof_nonce' : 'token.proof', {
      check: proved.code,
      ...proved.detail,
    });
  }
  return proved === jkt ? undefined : refuse('token.other_key');
};
