import * as oidc from 'openid-client';
import { type AddedClient, addClient, type NewClient } from '../../harness/registrations.ts';
import type { RunningCardea } from '../../harness/start-cardea.ts';
import type { RelyingParty } from './relying-party.ts';

/** A sign-in that an application began, with what it keeps to check the answer by. */
export interface Begun {
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly maxAgeSeconds: number | undefined;
}

/** An application that signs people in with openid-client. */
export interface App {
  readonly client: AddedClient;
  readonly config: oidc.Configuration;
  begin(parameters?: Readonly<Record<string, string>>): Promise<Begun>;
  /** Redeems the code of the answer, and validates the ID token. */
  finish(begun: Begun, answer: URL | Request): ReturnType<typeof oidc.authorizationCodeGrant>;
}

const APP_SCOPE = 'openid profile email offline_access';

/** Registers an application, and lets it discover the server. */
export const createApp = async (
  cardea: RunningCardea,
  party: Pick<RelyingParty, 'redirectUri'>,
  changes: Partial<NewClient> = {},
): Promise<App> => {
  const client = await addClient(cardea, {
    name: 'Notebook',
    grants: ['authorization_code', 'refresh_token'],
    redirectUris: [party.redirectUri],
    scope: APP_SCOPE,
    ...changes,
  });
  const authentication = client.clientSecret === '' ? oidc.None() : oidc.ClientSecretBasic(client.clientSecret);
  const config = await oidc.discovery(new URL(cardea.issuer), client.clientId, undefined, authentication, {
    execute: [oidc.allowInsecureRequests],
  });
  return {
    client,
    config,
    async begin(parameters = {}) {
      const codeVerifier = oidc.randomPKCECodeVerifier();
      const state = oidc.randomState();
      const nonce = oidc.randomNonce();
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: party.redirectUri,
        scope: changes.scope ?? APP_SCOPE,
        code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        ...parameters,
      });
      const { max_age } = parameters;
      return {
        url: url.href,
        state,
        nonce,
        codeVerifier,
        maxAgeSeconds: max_age === undefined ? undefined : Number(max_age),
      };
    },
    finish: (begun, answer) =>
      oidc.authorizationCodeGrant(config, answer, {
        pkceCodeVerifier: begun.codeVerifier,
        expectedState: begun.state,
        expectedNonce: begun.nonce,
        idTokenExpected: true,
        ...(begun.maxAgeSeconds === undefined ? {} : { maxAge: begun.maxAgeSeconds }),
      }),
  };
};
