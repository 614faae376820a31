import { formatScope } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { AccessToken } from '../ports/access-token.ts';
import type { Client } from '../ports/client.ts';
import { acrOf } from './acr.ts';
import type { IssuancePlan } from './plan.ts';

export interface MintedAccessToken {
  /** What the client gets; it is kept nowhere. */
  readonly text: string;
  readonly record: AccessToken;
}

/** What a token says; of its client only the id matters here, so that an operator's own token is made the same way. */
type TokenContent = Pick<
  IssuancePlan,
  'subject' | 'scopes' | 'target' | 'ttlSeconds' | 'authorizationId' | 'authentication' | 'parents' | 'act' | 'jkt'
> & {
  readonly client: { readonly client: Pick<Client, 'id' | 'mayAct'> };
};

type Dependencies = Pick<EngineOptions, 'clock' | 'mint' | 'keyring' | 'issuer'>;

/** An access token as its target wants it: opaque, or a JWT (RFC 9068 §2). Nothing is written. */
export const mintAccessToken = (
  { client, subject, scopes, target, ttlSeconds, authorizationId, authentication, parents, act, jkt }: TokenContent,
  { clock, mint, keyring, issuer }: Dependencies,
): MintedAccessToken => {
  const nowMs = clock.nowMs();
  const issuedAt = Math.floor(nowMs / 1000);
  const common = {
    clientId: client.client.id,
    subject,
    scopes,
    audience: target.audience,
    authorizationId,
    parents,
    act,
    jkt,
    issuedAt,
    expiresAt: issuedAt + ttlSeconds,
  };
  if (target.format === 'opaque') {
    const { text, id, verifierHash } = mint.mint('access_token', nowMs);
    return { text, record: { ...common, id, verifierHash, format: 'opaque' } };
  }
  const id = mint.mintId(nowMs);
  const [only] = target.audience;
  const text = keyring.signer(target.signingAlgorithm).sign('at+jwt', {
    iss: issuer,
    sub: subject,
    aud: target.audience.length === 1 ? only : target.audience,
    client_id: common.clientId,
    act,
    may_act: client.client.mayAct === undefined ? undefined : { sub: client.client.mayAct }, // RFC 8693 §4.4
    cnf: jkt === undefined ? undefined : { jkt }, // RFC 9449 §6.1
    scope: scopes.length > 0 ? formatScope(scopes) : undefined,
    // RFC 9068 §2.2.1
    auth_time: authentication?.authenticatedAt,
    acr: authentication && acrOf(authentication.methods),
    amr: authentication?.methods,
    iat: issuedAt,
    exp: common.expiresAt,
    jti: id,
  });
  return { text, record: { ...common, id, format: 'jwt' } };
};
