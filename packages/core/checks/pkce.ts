import { type Refusal, refuse } from '@cardea/protocol';

const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

interface Sent {
  readonly challenge: string | undefined;
  readonly method: string | undefined;
  readonly required: boolean;
}

/** The code challenge of an authorization request: S256 or nothing (RFC 7636 §4.3, RFC 9700 §2.1.1, design D11). */
export const codeChallenge = ({ challenge, method, required }: Sent): string | undefined | Refusal => {
  if (challenge === undefined) {
    if (method !== undefined || required) return refuse('authorize.pkce_missing');
    return undefined;
  }
  // RFC 7636 §4.3: an absent method means plain
  if (method !== 'S256') return refuse('authorize.pkce_method', { received: method?.slice(0, 32) ?? 'absent' });
  return CHALLENGE.test(challenge) ? challenge : refuse('authorize.pkce_malformed');
};

/**
 * The verifier of a token request against the challenge of its code (RFC 7636 §4.6). A verifier without a challenge is a
 * sign that somebody removed the challenge (RFC 9700 §4.8.2).
 */
export const checkCodeVerifier = (
  verifier: string | undefined,
  challenge: string | undefined,
  sha256: (text: string) => string,
): Refusal | undefined => {
  if (challenge === undefined) return verifier === undefined ? undefined : refuse('code.verifier_unasked');
  if (verifier === undefined) return refuse('code.verifier_missing');
  if (!VERIFIER.test(verifier)) return refuse('code.verifier_malformed', { characters: verifier.length });
  return sha256(verifier) === challenge ? undefined : refuse('code.verifier_wrong');
};
