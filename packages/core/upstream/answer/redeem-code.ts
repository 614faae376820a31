import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../../engine-options.ts';
import { seconds } from '../../ports/clock.ts';
import { type IdentityProvider, providerSecretContext } from '../../ports/identity-provider.ts';
import type { RemoteApi } from '../../ports/remote-api.ts';
import { isObject } from '../discovery/provider-metadata.ts';

export interface Redeeming {
  readonly provider: IdentityProvider;
  readonly tokenEndpoint: string;
  readonly redirectUri: string;
  readonly code: string;
  readonly codeVerifier: string;
}

/** What is used of the answer, and kept nowhere. */
export interface UpstreamTokens {
  readonly accessToken: string;
  readonly idToken: string | undefined;
}

export type RedeemDependencies = Pick<EngineOptions, 'sealer' | 'keyring' | 'mint' | 'clock'> & {
  readonly api: RemoteApi;
};

const ASSERTION_SECONDS = 60;
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const MAX_SHOWN_CHARS = 100;
const MAX_TOKEN_CHARS = 16 * 1024;

interface Proof {
  readonly form: Readonly<Record<string, string>>;
  readonly authorization?: string;
}

/** RFC 6749 §2.3.1: each half in the encoding of forms. */
const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

/** How Cardea says which client it is at a provider, and proves it. */
const proof = ({ provider, tokenEndpoint }: Redeeming, dependencies: RedeemDependencies): Proof => {
  const { sealer, keyring, mint, clock } = dependencies;
  const { id, clientId: client_id, authMethod, secret: box } = provider;
  const secret = box === undefined ? '' : sealer.open(box, providerSecretContext(id));
  switch (authMethod) {
    case 'none':
      return { form: { client_id } };
    case 'client_secret_post':
      return { form: { client_id, client_secret: secret } };
    case 'client_secret_basic':
      return {
        form: {},
        authorization: `Basic ${Buffer.from(`${formEncoded(client_id)}:${formEncoded(secret)}`).toString('base64')}`,
      };
    case 'private_key_jwt': {
      // RFC 7523 §3. The typ says that it is no token of ours (RFC 8725 §3.11)
      const iat = seconds(clock);
      const claims = { iss: client_id, sub: client_id, aud: provider.issuer ?? tokenEndpoint, iat };
      const assertion = keyring.signer().sign('client-authentication+jwt', {
        ...claims,
        exp: iat + ASSERTION_SECONDS,
        jti: mint.mintId(clock.nowMs()),
      });
      return { form: { client_id, client_assertion_type: JWT_BEARER, client_assertion: assertion } };
    }
  }
};

const token = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= MAX_TOKEN_CHARS ? value : undefined;

/** Trades the code for tokens (RFC 6749 §4.1.3). */
export const redeemUpstreamCode = async (
  redeeming: Redeeming,
  dependencies: RedeemDependencies,
): Promise<UpstreamTokens | Refusal> => {
  const { provider, tokenEndpoint, redirectUri, code, codeVerifier } = redeeming;
  const { form, authorization } = proof(redeeming, dependencies);
  const body = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier };
  const answer = await dependencies.api(tokenEndpoint, {
    form: new URLSearchParams({ ...body, ...form }).toString(),
    authorization,
  });
  if ('failure' in answer)
    return refuse('upstream.unavailable', { provider: provider.id, at: 'token', failure: answer.failure });
  const json = isObject(answer.json) ? answer.json : {};
  const accessToken = token(json.access_token);
  // Some say 200 and mean an error
  if (answer.status !== 200 || json.error !== undefined || accessToken === undefined) {
    const error = typeof json.error === 'string' ? json.error.slice(0, MAX_SHOWN_CHARS) : undefined;
    return refuse(answer.status >= 500 ? 'upstream.unavailable' : 'upstream.code_refused', {
      provider: provider.id,
      at: 'token',
      status: answer.status,
      error,
    });
  }
  return { accessToken, idToken: token(json.id_token) };
};
