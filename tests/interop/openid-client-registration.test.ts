import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import * as oidc from 'openid-client';
import { browserAtConsent, submitConsent } from '../harness/authorization.ts';
import { aDocument, publishDocument, REDIRECT_URI } from '../harness/client-document.ts';
import { addPerson, alice } from '../harness/people.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';

setDefaultTimeout(30_000);
const insecure = { execute: [oidc.allowInsecureRequests] };
let cardea: RunningCardea;

beforeAll(async () => {
  cardea = await startCardea();
  await addPerson(cardea, alice);
});

afterAll(() => cardea.stop());

/** Signs alice in to the client, and gives it tokens. */
const tokensFor = async (config: oidc.Configuration) => {
  const codeVerifier = oidc.randomPKCECodeVerifier();
  const expectedState = oidc.randomState();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: 'openid offline_access',
    state: expectedState,
    code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  });
  const { browser, page } = await browserAtConsent(cardea, url.href);
  const { location = '' } = await submitConsent(browser, page);
  return oidc.authorizationCodeGrant(config, new URL(location), {
    pkceCodeVerifier: codeVerifier,
    expectedState,
    idTokenExpected: true,
  });
};

test('openid-client registers a client, and signs somebody in with what it was told (OpenID Connect Registration §3)', async () => {
  const config = await oidc.dynamicClientRegistration(
    new URL(cardea.issuer),
    {
      client_name: 'Notes',
      redirect_uris: [REDIRECT_URI],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'client_secret_post',
    },
    undefined,
    insecure,
  );
  expect(config.clientMetadata()).toMatchObject({
    client_secret_expires_at: 0,
    token_endpoint_auth_method: 'client_secret_post',
  });
  const tokens = await tokensFor(config);
  expect(tokens.claims()?.aud).toEqual(config.clientMetadata().client_id);
  const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
  expect(refreshed.access_token).toBeString();
});

test('openid-client signs somebody in as a client known by its document (Client ID Metadata Document)', async () => {
  await using site = publishDocument(aDocument);
  const config = await oidc.discovery(new URL(cardea.issuer), site.id, undefined, oidc.None(), insecure);
  expect(config.serverMetadata().client_id_metadata_document_supported).toBe(true);
  const tokens = await tokensFor(config);
  expect(tokens.claims()?.aud).toEqual(site.id);
});
