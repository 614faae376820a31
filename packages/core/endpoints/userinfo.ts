import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { personalClaims } from '../issuance/claims.ts';
import type { AccessToken } from '../ports/access-token.ts';
import type { SigningAlgorithm } from '../ports/signing-key.ts';

/** The answer of the userinfo endpoint: an object, or a signed JWT where the client is registered for it. */
export type Userinfo = { readonly claims: Readonly<Record<string, unknown>> } | { readonly jwt: string };

/** GET and POST /userinfo (OpenID Connect Core §5.3), for a live access token with the scope `openid`. */
export const userinfoEndpoint = async (token: AccessToken, options: EngineOptions): Promise<Userinfo | Refusal> => {
  const { stores, issuer, keyring, signingAlgorithms } = options;
  if (token.authorizationId === undefined) return refuse('token.scope', { missing: ['openid'] });
  const authorization = await stores.authorizations.find(token.authorizationId);
  if (authorization === undefined || authorization.revokedAt !== undefined) return refuse('token.revoked');
  const [account, client, registered] = await Promise.all([
    stores.accounts.find(authorization.accountId),
    stores.clients.find(token.clientId),
    stores.scopes.list(),
  ]);
  if (account?.state !== 'active' || !client?.enabled) return refuse('token.revoked');
  const claims = {
    ...personalClaims(account, { scopes: token.scopes, registered }),
    sub: token.subject,
  };
  if (client.userinfoSigningAlgorithm === undefined) return { claims };
  const algorithm: SigningAlgorithm | undefined = signingAlgorithms.find(
    (known) => known === client.userinfoSigningAlgorithm,
  );
  return { jwt: keyring.signer(algorithm).sign('JWT', { ...claims, iss: issuer, aud: client.id }) };
};
