import type { EngineOptions } from '../engine-options.ts';
import type { Account } from '../ports/account.ts';
import type { Authorization } from '../ports/authorization.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { Scope } from '../ports/scope.ts';
import type { SigningAlgorithm } from '../ports/signing-key.ts';
import { acrFor } from './acr.ts';
import { personalClaims } from './claims.ts';
import { subjectFor } from './subject.ts';

export const ID_TOKEN_TTL_SECONDS = 60 * 60;

export interface IdTokenParts {
  readonly client: Client;
  readonly account: Account;
  readonly authorization: Authorization;
  readonly nonce: string | undefined;
  /** The access token it comes with: `at_hash` (OpenID Connect Core §3.1.3.6). */
  readonly accessToken: string | undefined;
  /** The code it comes with: `c_hash` (§3.3.2.11). */
  readonly code?: string | undefined;
  /** The registered scopes, where the claims of all granted ones belong into it (§5.4). */
  readonly scopeClaims?: readonly Scope[] | undefined;
}

/** What the ID tokens of a client, and whatever else speaks to it of a person, are signed with; the default where it chose none. */
export const idTokenAlgorithm = (
  client: Client,
  { signingAlgorithms }: Pick<EngineOptions, 'signingAlgorithms'>,
): SigningAlgorithm | undefined => signingAlgorithms.find((algorithm) => algorithm === client.idTokenSigningAlgorithm);

/** An ID token (OpenID Connect Core §2): for the client alone, and never longer than an hour. */
export const signIdToken = (parts: IdTokenParts, options: EngineOptions): string => {
  const { client, account, authorization, nonce, accessToken, code, scopeClaims } = parts;
  const signer = options.keyring.signer(idTokenAlgorithm(client, options));
  const now = seconds(options.clock);
  return signer.sign('JWT', {
    ...personalClaims(account, {
      scopes: authorization.scopes,
      registered: scopeClaims ?? [],
      asked: scopeClaims === undefined ? (authorization.claims?.id_token ?? {}) : undefined,
    }),
    iss: options.issuer,
    sub: subjectFor(account.id, client, options),
    aud: client.id,
    exp: now + ID_TOKEN_TTL_SECONDS,
    iat: now,
    auth_time: authorization.authenticatedAt,
    nonce,
    acr: acrFor(authorization.methods, authorization.claims),
    amr: authorization.methods,
    sid: authorization.sid,
    at_hash: accessToken === undefined ? undefined : options.digests.leftHalf(accessToken, signer.algorithm),
    c_hash: code === undefined ? undefined : options.digests.leftHalf(code, signer.algorithm),
  });
};
