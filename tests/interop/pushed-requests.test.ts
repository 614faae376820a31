import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { createClientKey } from '../harness/assertions.ts';
import { CODE_VERIFIER, submitConsent, submitLogin } from '../harness/authorization.ts';
import { HttpBrowser } from '../harness/http-browser.ts';
import { addPerson, alice } from '../harness/people.ts';
import { type AddedClient, addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const REDIRECT_URI = 'https://web.example/cb';
const insecure = { [oauth.allowInsecureRequests]: true } as const;

let cardea: RunningCardea;

/** Signs in, and agrees where that is not remembered; the URL that the browser is sent to. */
const answerTo = async (url: URL): Promise<URL> => {
  const browser = new HttpBrowser(cardea.issuer);
  const page = await submitLogin(browser, await browser.open(url.href));
  return new URL(page.location ?? (await submitConsent(browser, page)).location ?? '');
};

const add = (words: readonly string[], client: object = {}): Promise<AddedClient> =>
  addClient(cardea, {
    name: 'Web',
    grants: ['authorization_code'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid email',
    words,
    ...client,
  });

const discover = (id: string, metadata: Partial<openid.ClientMetadata>, auth?: openid.ClientAuth) =>
  openid.discovery(new URL(cardea.issuer), id, metadata, auth, { execute: [openid.allowInsecureRequests] });

beforeAll(async () => {
  cardea = await startCardea();
  await addPerson(cardea, alice);
});
afterAll(() => cardea.stop());

test('oauth4webapi pushes a request and redeems its code (RFC 9126)', async () => {
  const { clientId, clientSecret } = await add(['--pushed-requests']);
  const issuer = new URL(cardea.issuer);
  const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
  const client = { client_id: clientId };
  const secret = oauth.ClientSecretBasic(clientSecret);
  const parameters = new URLSearchParams({
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope: 'openid',
    state: 'a state',
    code_challenge: await oauth.calculatePKCECodeChallenge(CODE_VERIFIER),
    code_challenge_method: 'S256',
  });
  const pushed = await oauth.pushedAuthorizationRequest(as, client, secret, parameters, insecure);
  const { request_uri } = await oauth.processPushedAuthorizationResponse(as, client, pushed);
  const url = new URL(as.authorization_endpoint ?? '');
  url.search = new URLSearchParams({ client_id: clientId, request_uri }).toString();
  const valid = oauth.validateAuthResponse(as, client, await answerTo(url), 'a state');
  const response = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    secret,
    valid,
    REDIRECT_URI,
    CODE_VERIFIER,
    insecure,
  );
  expect((await oauth.processAuthorizationCodeResponse(as, client, response)).token_type).toBe('bearer');
});

describe('openid-client', () => {
  const request = async () => ({
    redirect_uri: REDIRECT_URI,
    scope: 'openid email',
    state: 'a state',
    nonce: 'a nonce',
    code_challenge: await openid.calculatePKCECodeChallenge(CODE_VERIFIER),
    code_challenge_method: 'S256',
  });
  const redeem = (config: openid.Configuration, answer: URL) =>
    openid.authorizationCodeGrant(config, answer, {
      pkceCodeVerifier: CODE_VERIFIER,
      expectedState: 'a state',
      expectedNonce: 'a nonce',
      idTokenExpected: true,
    });

  test('pushes with a secret, and with a key', async () => {
    const web = await add([]);
    const basic = await discover(
      web.clientId,
      { id_token_signed_response_alg: 'ES256' },
      openid.ClientSecretBasic(web.clientSecret),
    );
    const url = await openid.buildAuthorizationUrlWithPAR(basic, await request());
    expect([...url.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
    expect((await redeem(basic, await answerTo(url))).claims()?.nonce).toBe('a nonce');

    const key = await createClientKey('ES256', 'k');
    const keyed = await add([], { authMethod: 'private_key_jwt', keys: [key.publicJwk] });
    const signing = openid.PrivateKeyJwt({ key: key.privateKey, kid: 'k' });
    const config = await discover(keyed.clientId, { id_token_signed_response_alg: 'ES256' }, signing);
    const answer = await answerTo(await openid.buildAuthorizationUrlWithPAR(config, await request()));
    expect((await redeem(config, answer)).claims()?.nonce).toBe('a nonce');
  });

  test('signs its request by value, and pushes what it signed (RFC 9101)', async () => {
    const key = await createClientKey('ES256', 'k');
    const web = await add(['--signed-requests'], { keys: [key.publicJwk] });
    const secret = openid.ClientSecretBasic(web.clientSecret);
    const config = await discover(web.clientId, { id_token_signed_response_alg: 'ES256' }, secret);
    const signer = { key: key.privateKey, kid: 'k' };
    const url = await openid.buildAuthorizationUrlWithJAR(config, await request(), signer);
    expect((await redeem(config, await answerTo(url))).claims()?.nonce).toBe('a nonce');
    const pushed = await openid.buildAuthorizationUrlWithPAR(config, url.searchParams);
    expect((await redeem(config, await answerTo(pushed))).claims()?.nonce).toBe('a nonce');
  });

  test('takes the answers of the hybrid and the implicit flow (OpenID Connect Core §3.2, §3.3)', async () => {
    const words = ['--response-type', 'code id_token', '--response-type', 'id_token', '--grant', 'implicit'];
    const web = await add(words);
    const metadata = { id_token_signed_response_alg: 'ES256' };
    const hybrid = await discover(web.clientId, metadata, openid.ClientSecretBasic(web.clientSecret));
    openid.useCodeIdTokenResponseType(hybrid);
    const tokens = await redeem(hybrid, await answerTo(openid.buildAuthorizationUrl(hybrid, await request())));
    expect(tokens.claims()?.nonce).toBe('a nonce');
    const implicit = await discover(web.clientId, metadata);
    openid.useIdTokenResponseType(implicit);
    const { code_challenge: _, code_challenge_method: _method, ...plain } = await request();
    const answer = await answerTo(openid.buildAuthorizationUrl(implicit, plain));
    const claims = await openid.implicitAuthentication(implicit, answer, 'a nonce', { expectedState: 'a state' });
    expect(claims).toMatchObject({ nonce: 'a nonce', email: alice.email });
  });
});
