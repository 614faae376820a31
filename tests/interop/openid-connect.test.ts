import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import * as oauth from 'oauth4webapi';
import {
  answerOf,
  authorizationUrl,
  browserAtConsent,
  CODE_VERIFIER,
  submitConsent,
} from '../harness/authorization.ts';
import { freePort } from '../harness/free-port.ts';
import { addPerson, alice } from '../harness/people.ts';
import { type AddedClient, addClient, type NewClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example/cb';
const APP_ORIGIN = 'https://web.example';
const SCOPE = 'openid profile email';
const insecure = { [oauth.allowInsecureRequests]: true } as const;

let cardea: RunningCardea;
let as: oauth.AuthorizationServer;
let web: AddedClient;
let signed: AddedClient;

const add = (changes: Partial<NewClient> = {}): Promise<AddedClient> =>
  addClient(cardea, {
    name: 'Web',
    grants: ['authorization_code', 'refresh_token'],
    redirectUris: [REDIRECT_URI],
    scope: `${SCOPE} offline_access`,
    ...changes,
  });

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000', CARDEA_CORS_ORIGINS: APP_ORIGIN } });
  await addPerson(cardea, alice);
  web = await add();
  signed = await add({ words: ['--userinfo-alg', 'ES256'] });
  const issuer = new URL(cardea.issuer);
  as = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { ...insecure, algorithm: 'oidc' }),
  );
});

afterAll(() => cardea.stop());

/** Signs alice in, and redeems the code. */
const tokensFor = async ({ clientId, clientSecret }: AddedClient, scope = SCOPE) => {
  const client: oauth.Client = { client_id: clientId };
  const nonce = oauth.generateRandomNonce();
  const url = authorizationUrl(cardea, {
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope,
    nonce,
    prompt: 'consent',
  });
  const { browser, page } = await browserAtConsent(cardea, url);
  const answer = await submitConsent(browser, page);
  const parameters = oauth.validateAuthResponse(as, client, new URL(answer.location ?? ''), 'a-state');
  const authentication = oauth.ClientSecretBasic(clientSecret);
  const response = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    authentication,
    parameters,
    REDIRECT_URI,
    CODE_VERIFIER,
    insecure,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(as, response, insecure);
  return { client, tokens, subject: oauth.getValidatedIdTokenClaims(tokens)?.sub ?? '', location: answerOf(answer) };
};

const userinfo = (init: RequestInit = {}): Promise<Response> => fetch(as.userinfo_endpoint ?? '', init);

describe('oauth4webapi', () => {
  test('finds everything it needs in the metadata (OpenID Connect Discovery §3) (parity: Okta; zitadel/oidc)', () => {
    expect(as).toMatchObject({
      authorization_endpoint: cardea.endpoint('authorize'),
      userinfo_endpoint: cardea.endpoint('userinfo'),
      authorization_response_iss_parameter_supported: true,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
    });
  });

  test('accepts the answer, the tokens, the signature and the userinfo', async () => {
    const { client, tokens, subject } = await tokensFor(web);
    const response = await oauth.userInfoRequest(as, client, tokens.access_token, insecure);
    expect([response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      'application/json',
      'no-store',
    ]);
    const claims = await oauth.processUserInfoResponse(as, client, subject, response);
    expect(claims).toMatchObject({ sub: subject, email: alice.email, email_verified: false });
    expect(claims.updated_at).toBeNumber();
  });

  test('accepts userinfo as a signed JWT, where the client is registered for it (OpenID Connect Core §5.3.2)', async () => {
    const { client, tokens, subject } = await tokensFor(signed);
    const response = await oauth.userInfoRequest(as, client, tokens.access_token, insecure);
    expect(response.headers.get('content-type')).toBe('application/jwt');
    const expecting = { ...client, userinfo_signed_response_alg: 'ES256' };
    const claims = await oauth.processUserInfoResponse(as, expecting, subject, response);
    expect(claims).toMatchObject({ sub: subject, iss: cardea.issuer, aud: signed.clientId, email: alice.email });
    await oauth.validateApplicationLevelSignature(as, response, insecure);
  });
});

describe('userinfo', () => {
  test('takes the token in the header of a GET or POST, and in the form of a POST (RFC 6750 §2)', async () => {
    const { access_token } = (await tokensFor(web)).tokens;
    const authorization = `Bearer ${access_token}`;
    const form = new URLSearchParams({ access_token });
    for (const init of [
      { headers: { authorization } },
      { method: 'POST', headers: { authorization } },
      { method: 'POST', headers: { authorization }, body: new URLSearchParams() },
      { method: 'POST', body: form },
    ]) {
      const response = await userinfo(init);
      expect([response.status, JSON.parse(await response.text()).email]).toEqual([200, alice.email]);
    }
    const both = await userinfo({ method: 'POST', headers: { authorization }, body: form });
    expect([both.status, JSON.parse(await both.text()).error]).toEqual([400, 'invalid_request']);
    const query = await fetch(`${as.userinfo_endpoint}?${form}`);
    expect(query.status).toBe(400);
  });

  test('challenges who brings none, a bad one, or one without openid (RFC 6750 §3)', async () => {
    const service = await addClient(cardea, { name: 'Service', scope: 'metrics' });
    const answer = await fetch(cardea.endpoint('token'), {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${service.clientId}:${service.clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: other }: { access_token: string } = JSON.parse(await answer.text());
    const challenge = async (init: RequestInit) => {
      const response = await userinfo(init);
      return [response.status, /error="([a-z_]+)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1]];
    };
    expect(await challenge({})).toEqual([401, undefined]);
    expect(await challenge({ headers: { authorization: 'Bearer garbage' } })).toEqual([401, 'invalid_token']);
    expect(await challenge({ method: 'POST', body: new URLSearchParams({ access_token: 'a b' }) })).toEqual([
      401,
      'invalid_token',
    ]);
    expect(await challenge({ headers: { authorization: `Bearer ${other}` } })).toEqual([403, 'insufficient_scope']);
  });

  test('tells what was agreed to, and nothing to a token that is revoked', async () => {
    const { client, tokens, subject } = await tokensFor(web, 'openid');
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    expect(JSON.parse(await (await userinfo({ headers })).text())).toEqual({ sub: subject });
    const authentication = oauth.ClientSecretBasic(web.clientSecret);
    await oauth.revocationRequest(as, client, authentication, tokens.access_token, insecure);
    expect((await userinfo({ headers })).status).toBe(401);
  });

  test('may be called by the pages of listed origins (Fetch Standard §3.2)', async () => {
    const { access_token } = (await tokensFor(web)).tokens;
    const authorization = `Bearer ${access_token}`;
    const allowed = await userinfo({ headers: { origin: APP_ORIGIN, authorization } });
    expect(allowed.headers.get('access-control-allow-origin')).toBe(APP_ORIGIN);
    const other = await userinfo({ headers: { origin: 'https://evil.example', authorization } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await userinfo({ method: 'OPTIONS', headers: { origin: APP_ORIGIN } });
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, POST');
  });
});

describe('an issuer with a path', () => {
  test('has its pages, forms and styles under it', async () => {
    const port = freePort();
    await using tenant = await startCardea({ port, env: { CARDEA_ISSUER: `http://127.0.0.1:${port}/tenant` } });
    await addPerson(tenant, alice);
    const { clientId } = await addClient(tenant, {
      name: 'Web',
      grants: ['authorization_code'],
      redirectUris: [REDIRECT_URI],
      scope: 'openid',
    });
    const url = authorizationUrl(tenant, { client_id: clientId, redirect_uri: REDIRECT_URI, scope: 'openid' });
    expect(new URL(url).pathname).toBe('/tenant/api/v1/oauth/authorize');
    const { browser, page } = await browserAtConsent(tenant, url);
    expect(new URL(page.url).pathname).toBe('/tenant/consent');
    const [, styles = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page.text) ?? [];
    expect([styles.startsWith('/tenant/assets/'), (await browser.send(styles)).status]).toEqual([true, 200]);
    const { parameters } = answerOf(await submitConsent(browser, page));
    expect(parameters).toMatchObject({ iss: tenant.issuer, code: expect.any(String) });
  });
});
