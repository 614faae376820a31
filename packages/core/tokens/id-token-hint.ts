import type { EngineOptions } from '../engine-options.ts';
import type { JwtFailure } from '../ports/crypto.ts';

const ALGORITHMS = ['ES256', 'EdDSA', 'PS256', 'RS256'];

/** What an ID token of ours says, whoever sent it back. */
export interface IdTokenHint {
  /** The client it was issued to. */
  readonly clientId: string;
  /** The person, as that client knows them. */
  readonly subject: string;
  readonly sid: string | undefined;
}

/**
 * An `id_token_hint`: an ID token of ours, expired ones included (OpenID Connect Core §3.1.2.1, RP-Initiated Logout §2).
 * What else we sign with the same keys is none: it has another `typ`, or no `exp`.
 */
export const readIdTokenHint = async (
  text: string,
  { jwt, keyring, issuer }: Pick<EngineOptions, 'jwt' | 'keyring' | 'issuer'>,
): Promise<IdTokenHint | JwtFailure | 'claims'> => {
  const verified = await jwt.verify(text, keyring.verificationKeys(), ALGORITHMS);
  if (typeof verified === 'string') return verified;
  const { iss, aud, sub, sid, exp } = verified.claims;
  const [clientId, other] = Array.isArray(aud) ? aud : [aud];
  const isIdToken = verified.header.typ === 'JWT' && iss === issuer && typeof exp === 'number';
  if (!isIdToken || typeof clientId !== 'string' || other !== undefined || typeof sub !== 'string') return 'claims';
  return { clientId, subject: sub, sid: typeof sid === 'string' ? sid : undefined };
};
