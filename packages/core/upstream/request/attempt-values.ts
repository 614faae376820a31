import type { Digests } from '../../ports/crypto.ts';

/** What goes with one `state`; only this server can make it again, and stores none of it. */
export interface AttemptValues {
  readonly nonce: string;
  /** RFC 7636 §4.1: 43 characters. Depends on the browser too, so that a stolen answer is of no use in another. */
  readonly codeVerifier: string;
}

export const attemptValues = (
  { state, browserSecret }: { readonly state: string; readonly browserSecret: string },
  digests: Digests,
): AttemptValues => ({
  nonce: digests.derive('upstream', `nonce.${state}`),
  codeVerifier: digests.derive('upstream', `verifier.${state}.${browserSecret}`),
});
