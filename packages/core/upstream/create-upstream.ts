import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { seconds } from '../ports/clock.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import type { SigningAlgorithm } from '../ports/signing-key.ts';
import { checkIdToken, type IdTokenClaims } from './answer/check-id-token.ts';
import { redeemUpstreamCode, type UpstreamTokens } from './answer/redeem-code.ts';
import { refusedIssuer, type UpstreamAnswer } from './answer/upstream-answer.ts';
import { createDiscovery, isDiscovered } from './discovery/discovery.ts';
import { isObject, type ProviderMetadata } from './discovery/provider-metadata.ts';
import { oauthPerson, primaryEmail } from './identity/oauth-person.ts';
import { identityOf, togetherWith, type UpstreamIdentity } from './identity/upstream-identity.ts';
import { presetOf } from './presets.ts';
import { attemptValues } from './request/attempt-values.ts';
import { type PassedOn, upstreamAuthorizationUrl } from './request/authorization-url.ts';

export type UpstreamDependencies = Pick<
  EngineOptions,
  'clock' | 'digests' | 'jwt' | 'keyring' | 'mint' | 'sealer' | 'endpoints' | 'providers'
>;

/** One way to a provider and back. */
interface Attempting {
  readonly provider: IdentityProvider;
  /** The text of the `state`. */
  readonly state: string;
  readonly browserSecret: string;
}

/** Talks to identity providers, as a client of theirs (OpenID Connect Core §3.1, RFC 6749 §4.1). */
export interface Upstream {
  /** Where the browser goes; the refusal where the provider cannot be had. */
  leave(attempting: Attempting, passedOn: PassedOn): Promise<string | Refusal>;
  /** Whether an answer can be the provider's own: looked at before anything is spent for it (RFC 9207). */
  refused(provider: IdentityProvider, answer: UpstreamAnswer): Promise<Refusal | undefined>;
  /** Who the provider says it is. Nothing of its tokens is kept. */
  identify(attempting: Attempting, code: string): Promise<UpstreamIdentity | Refusal>;
}

type Endpoints = Pick<ProviderMetadata, 'authorization' | 'token' | 'userinfo' | 'namesIssuer'> & {
  readonly oidc: ProviderMetadata | undefined;
};

const isAlgorithm = (alg: string): alg is SigningAlgorithm => ['ES256', 'EdDSA', 'PS256', 'RS256'].includes(alg);

const oauthEndpoints = ({ endpoints, preset }: IdentityProvider) => endpoints ?? presetOf(preset)?.oauth?.endpoints;

/** A URL of where browsers are sent, as far as it is known without asking the provider. */
export const upstreamOrigin = (provider: IdentityProvider): string | undefined =>
  provider.issuer ?? oauthEndpoints(provider)?.authorization;

export const createUpstream = (options: UpstreamDependencies): Upstream => {
  const { clock, digests, jwt, providers } = options;
  const { api, keys } = providers;
  const discovery = createDiscovery({ api, clock });

  const endpointsOf = async (provider: IdentityProvider): Promise<Endpoints | Refusal> => {
    if (provider.issuer === undefined) {
      const endpoints = oauthEndpoints(provider);
      return endpoints
        ? { ...endpoints, namesIssuer: false, oidc: undefined }
        : refuse('upstream.unavailable', { provider: provider.id, failure: 'preset_unknown' });
    }
    const found = await discovery.find(provider.issuer);
    return isDiscovered(found)
      ? { ...found, oidc: found }
      : refuse('upstream.unavailable', { provider: provider.id, at: 'discovery', failure: found.failure });
  };

  const redirectUri = ({ id }: IdentityProvider): string => `${options.endpoints.upstreamCallback}/${id}`;

  const get = async (url: string, tokens: UpstreamTokens, provider: IdentityProvider): Promise<unknown> => {
    const answer = await api(url, { authorization: `Bearer ${tokens.accessToken}` });
    if ('failure' in answer)
      return refuse('upstream.unavailable', { provider: provider.id, at: 'userinfo', failure: answer.failure });
    return answer.status === 200
      ? answer.json
      : refuse('upstream.unavailable', { provider: provider.id, at: 'userinfo', status: answer.status });
  };

  /** Claims that the ID token leaves to the userinfo endpoint; only of the same subject (OpenID Connect Core §5.3.2). */
  const moreClaims = async (
    { subject, claims }: IdTokenClaims,
    tokens: UpstreamTokens,
    { provider, userinfo }: { readonly provider: IdentityProvider; readonly userinfo: string | undefined },
  ): Promise<Readonly<Record<string, unknown>> | Refusal> => {
    if (userinfo === undefined || (claims.email !== undefined && claims.name !== undefined)) return {};
    const json = await get(userinfo, tokens, provider);
    if (isRefusal(json)) return json;
    return isObject(json) && json.sub === subject ? json : refuse('upstream.userinfo', { provider: provider.id });
  };

  const fromIdToken = async (
    { provider, ...attempting }: Attempting,
    tokens: UpstreamTokens,
    metadata: ProviderMetadata,
  ): Promise<UpstreamIdentity | Refusal> => {
    const refused = (rule: string): Refusal => refuse('upstream.id_token', { provider: provider.id, rule });
    if (tokens.idToken === undefined) return refused('missing');
    const kid = jwt.peek(tokens.idToken)?.header.kid;
    const jwks = await keys.find(metadata.jwksUri, typeof kid === 'string' ? kid : undefined);
    if (jwks === undefined) return refuse('upstream.unavailable', { provider: provider.id, at: 'jwks' });
    const verified = await jwt.verify(tokens.idToken, jwks, metadata.algorithms);
    if (typeof verified === 'string') return refused(verified);
    const checked = checkIdToken(verified, {
      issuer: metadata.issuer,
      clientId: provider.clientId,
      nonce: attemptValues(attempting, digests).nonce,
      now: seconds(clock),
      accessTokenHash: (alg) => (isAlgorithm(alg) ? digests.leftHalf(tokens.accessToken, alg) : undefined),
    });
    if (typeof checked === 'string') return refused(checked);
    const more = await moreClaims(checked, tokens, { provider, userinfo: metadata.userinfo });
    if (isRefusal(more)) return more;
    return identityOf({ ...checked, claims: togetherWith(more, checked.claims) }, provider);
  };

  const fromUserinfo = async (
    { provider }: Attempting,
    tokens: UpstreamTokens,
    userinfo: string,
  ): Promise<UpstreamIdentity | Refusal> => {
    const oauth = presetOf(provider.preset)?.oauth;
    const json = await get(userinfo, tokens, provider);
    if (isRefusal(json)) return json;
    const person = oauth && oauthPerson(json, oauth.person);
    if (!person) return refuse('upstream.userinfo', { provider: provider.id });
    const emails = oauth.emails === undefined ? undefined : await get(userinfo + oauth.emails, tokens, provider);
    if (isRefusal(emails)) return emails;
    const claims = { ...person.claims, ...(emails === undefined ? {} : primaryEmail(emails)) };
    return identityOf({ subject: person.subject, authTime: undefined, claims }, provider);
  };

  return {
    async leave(attempting, passedOn) {
      const { provider, state } = attempting;
      const endpoints = await endpointsOf(provider);
      if (isRefusal(endpoints)) return endpoints;
      const values = attemptValues(attempting, digests);
      return upstreamAuthorizationUrl(
        { ...passedOn, provider, endpoint: endpoints.authorization, redirectUri: redirectUri(provider), state, values },
        digests,
      );
    },

    async refused(provider, answer) {
      const endpoints = await endpointsOf(provider);
      return isRefusal(endpoints) ? endpoints : refusedIssuer(answer, provider, endpoints);
    },

    async identify(attempting, code) {
      const { provider } = attempting;
      const endpoints = await endpointsOf(provider);
      if (isRefusal(endpoints)) return endpoints;
      const tokens = await redeemUpstreamCode(
        {
          provider,
          tokenEndpoint: endpoints.token,
          redirectUri: redirectUri(provider),
          code,
          codeVerifier: attemptValues(attempting, digests).codeVerifier,
        },
        { ...options, api },
      );
      if (isRefusal(tokens)) return tokens;
      if (endpoints.oidc) return fromIdToken(attempting, tokens, endpoints.oidc);
      return endpoints.userinfo === undefined
        ? refuse('upstream.userinfo', { provider: provider.id })
        : fromUserinfo(attempting, tokens, endpoints.userinfo);
    },
  };
};
