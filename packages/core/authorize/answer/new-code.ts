import type { EngineOptions } from '../../engine-options.ts';
import type { Authorization } from '../../ports/authorization.ts';
import type { AuthorizationCode } from '../../ports/authorization-code.ts';
import { seconds } from '../../ports/clock.ts';
import type { Agreed } from './agreed.ts';

/** A code (RFC 6749 §4.1.2): its text for the client, and what is stored of it. */
export const newCode = (
  { flow: { request }, client, scopes }: Agreed,
  { id: authorizationId, accountId, authenticatedAt, methods, sid }: Authorization,
  { clock, mint, profile }: EngineOptions,
): { readonly text: string; readonly code: AuthorizationCode } => {
  const now = seconds(clock);
  const { text, id, verifierHash } = mint.mint('authorization_code', clock.nowMs());
  return {
    text,
    code: {
      id,
      verifierHash,
      authorizationId,
      clientId: client.id,
      accountId,
      redirectUri: request.redirectUri,
      redirectUriSent: request.redirectUriSent,
      codeChallenge: request.codeChallenge,
      nonce: request.nonce,
      jkt: request.jkt,
      scopes,
      resources: request.resources,
      authenticatedAt,
      methods,
      sid,
      issuedAt: now,
      expiresAt: now + profile.codeTtlSeconds,
      failures: 0,
    },
  };
};
