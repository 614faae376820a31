import type { Digests } from '../../ports/crypto.ts';
import type { IdentityProvider } from '../../ports/identity-provider.ts';
import type { AttemptValues } from './attempt-values.ts';

/** What the application asked for that the provider alone can do. */
export interface PassedOn {
  /** A sign-in for this very request: the provider must ask again (OpenID Connect Core §3.1.2.1). */
  readonly fresh: boolean;
  readonly maxAgeSeconds: number | undefined;
  readonly loginHint: string | undefined;
  readonly acrValues: readonly string[];
}

interface Leaving extends PassedOn {
  readonly provider: IdentityProvider;
  readonly endpoint: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly values: AttemptValues;
}

/** Where a browser is sent to sign in at a provider (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1, RFC 7636 §4.3). */
export const upstreamAuthorizationUrl = (leaving: Leaving, digests: Digests): string => {
  const { provider, values, fresh, maxAgeSeconds } = leaving;
  const maxAge = fresh ? 0 : maxAgeSeconds;
  const parameters: Readonly<Record<string, string | undefined>> = {
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: leaving.redirectUri,
    scope: provider.scopes.join(' ') || undefined,
    state: leaving.state,
    code_challenge: digests.sha256(values.codeVerifier),
    code_challenge_method: 'S256',
    ...(provider.issuer !== undefined
      ? {
          nonce: values.nonce,
          prompt: fresh ? 'login' : undefined,
          max_age: maxAge === undefined ? undefined : String(maxAge),
          login_hint: leaving.loginHint,
          acr_values: (provider.trustsFactors && leaving.acrValues.join(' ')) || undefined,
          hd: provider.hostedDomain,
        }
      : {}),
  };
  const url = new URL(leaving.endpoint);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
};
