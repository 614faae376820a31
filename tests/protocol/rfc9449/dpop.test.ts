import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { decodeJwt } from 'jose';
import {
  answerOf,
  authorizationUrl,
  browserAtConsent,
  CODE_VERIFIER,
  submitConsent,
} from '../../harness/authorization.ts';
import { createDpopKey, type DpopKey, dpop } from '../../harness/dpop.ts';
import { as, bearer, type HeaderFields, introspect, post, send } from '../../harness/oauth.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const CALLBACK = 'https://app.example/cb';
const API = 'https://api.example.com/dpop';
let cardea: RunningCardea;
let machine: AddedClient;
let bound: AddedClient;
let app: AddedClient;
let key: DpopKey;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  key = await createDpopKey();
  await addPerson(cardea, alice);
  machine = await addClient(cardea, { name: 'machine', scope: 'metrics' });
  await addResource(cardea, { uri: API, format: 'jwt', scope: 'read' });
  bound = await addClient(cardea, { name: 'bound', scope: 'metrics read', resources: [API], words: ['--dpop'] });
  app = await addClient(cardea, {
    name: 'app',
    authMethod: 'none',
    grants: ['authorization_code', 'refresh_token'],
    scope: 'openid offline_access',
    redirectUris: [CALLBACK],
  });
});

afterAll(() => cardea.stop());

const token = async (client: AddedClient, headers: HeaderFields, form: Readonly<Record<string, string>> = {}) =>
  post(cardea.endpoint('token'), { grant_type: 'client_credentials', ...form }, { ...as(client), ...headers });

const proved = (options = {}) => key.header(cardea.endpoint('token'), options);

/** Signs Alice in to the app, and redeems the code. */
const redeem = async (headers: HeaderFields, parameters: Readonly<Record<string, string>> = {}) => {
  const url = authorizationUrl(cardea, {
    client_id: app.clientId,
    redirect_uri: CALLBACK,
    scope: 'openid offline_access',
    prompt: 'consent',
    ...parameters,
  });
  const { browser, page } = await browserAtConsent(cardea, url);
  const code = answerOf(await submitConsent(browser, page)).parameters.code ?? '';
  const form = {
    grant_type: 'authorization_code',
    client_id: app.clientId,
    code,
    redirect_uri: CALLBACK,
    code_verifier: CODE_VERIFIER,
  };
  return { form, reply: await post(cardea.endpoint('token'), form, headers) };
};

const refresh = (refreshToken: unknown, headers: HeaderFields) =>
  post(
    cardea.endpoint('token'),
    { grant_type: 'refresh_token', client_id: app.clientId, refresh_token: String(refreshToken) },
    headers,
  );

describe('tokens (RFC 9449 §5, §6)', () => {
  test('with a proof a token is bound to its key, and says so: token_type, cnf of introspection and of a JWT', async () => {
    const { status, json } = await token(machine, await proved());
    expect([status, json.token_type]).toEqual([200, 'DPoP']);
    const seen = await introspect(cardea, machine, String(json.access_token));
    expect(seen.json).toMatchObject({ active: true, token_type: 'DPoP', cnf: { jkt: key.jkt } });
    const jwt = await token(bound, await proved(), { resource: API });
    expect(decodeJwt(String(jwt.json.access_token)).cnf).toEqual({ jkt: key.jkt });
  });

  test('without one it stays a Bearer token, and a registered client gets none (§5.2)', async () => {
    expect((await token(machine, {})).json.token_type).toBe('Bearer');
    const refused = await token(bound, {});
    expect([refused.status, refused.json.error]).toEqual([400, 'invalid_dpop_proof']);
    expect(refused.json).not.toHaveProperty('access_token');
  });

  test.each(['ES256', 'EdDSA', 'PS256', 'RS256', 'ES384'])('proofs are taken with %s', async (algorithm) => {
    const other = await createDpopKey(algorithm);
    const { json } = await token(machine, await other.header(cardea.endpoint('token')));
    expect((await introspect(cardea, machine, String(json.access_token))).json.cnf).toEqual({ jkt: other.jkt });
  });

  test('discovery names the algorithms (§5.1)', async () => {
    const { json } = await send(`${cardea.issuer}/.well-known/oauth-authorization-server`);
    expect(json.dpop_signing_alg_values_supported).toContain('ES256');
    expect(json.dpop_signing_alg_values_supported).not.toContain('HS256');
  });
});

describe('use at a resource (§7)', () => {
  const metrics = () => `${cardea.issuer}/api/v1/metrics`;

  test('with the scheme DPoP and a proof for the token; the query of the URL does not count', async () => {
    const accessToken = String((await token(machine, await proved())).json.access_token);
    const proof = await key.header(metrics(), { method: 'GET', accessToken });
    expect((await send(`${metrics()}?a=b`, { headers: { ...dpop(accessToken), ...proof } })).status).toBe(200);
  });

  test('not as a Bearer token, nor as X-Auth-Token, nor without the proof, nor with that of another key (§7.2)', async () => {
    const accessToken = String((await token(machine, await proved())).json.access_token);
    const other = await createDpopKey();
    const right = { method: 'GET', accessToken };
    const attempts: readonly (readonly [HeaderFields, string])[] = [
      [bearer(accessToken), 'invalid_token'],
      [{ 'x-auth-token': accessToken }, 'invalid_token'],
      [{ ...bearer(accessToken), ...(await key.header(metrics(), right)) }, 'invalid_token'],
      [dpop(accessToken), 'invalid_token'],
      [{ ...dpop(accessToken), ...(await other.header(metrics(), right)) }, 'invalid_token'],
      [{ ...dpop(accessToken), ...(await key.header(metrics(), { method: 'GET' })) }, 'invalid_dpop_proof'],
      [{ ...dpop(accessToken), ...(await key.header(metrics(), { ...right, method: 'POST' })) }, 'invalid_dpop_proof'],
      [{ ...dpop(accessToken), ...(await key.header(`${metrics()}/other`, right)) }, 'invalid_dpop_proof'],
    ];
    for (const [headers, error] of attempts) {
      const { status, headers: answered, json } = await send(metrics(), { headers });
      expect([status, json.error]).toEqual([401, error]);
      expect(answered.get('www-authenticate')).toStartWith('DPoP ');
      expect(answered.get('www-authenticate')).toContain('algs="ES256');
    }
    const plain = String((await token(machine, {})).json.access_token);
    const proof = await key.header(metrics(), { method: 'GET', accessToken: plain });
    expect((await send(metrics(), { headers: { ...dpop(plain), ...proof } })).status).toBe(401);
  });
});

describe('codes and refresh tokens (§5, §10)', () => {
  test('the refresh token of a public client is bound, keeps being good with the key, and with no other (S059)', async () => {
    const { reply } = await redeem(await proved());
    expect([reply.status, reply.json.token_type]).toEqual([200, 'DPoP']);
    const other = await createDpopKey();
    for (const headers of [{}, await other.header(cardea.endpoint('token'))]) {
      const refused = await refresh(reply.json.refresh_token, headers);
      expect([refused.status, refused.json.error]).toEqual([400, 'invalid_grant']);
    }
    const again = await refresh(reply.json.refresh_token, await proved());
    expect([again.status, again.json.token_type]).toEqual([200, 'DPoP']);
    // Design D2: bound to a key, it need not be replaced
    expect((await refresh(reply.json.refresh_token, await proved())).status).toBe(200);
  });

  test('dpop_jkt binds the code: another key, or none, does not redeem it, and does not spend it (§10)', async () => {
    const other = await createDpopKey();
    const { form, reply } = await redeem(await other.header(cardea.endpoint('token')), { dpop_jkt: key.jkt });
    expect([reply.status, reply.json.error]).toEqual([400, 'invalid_grant']);
    expect((await post(cardea.endpoint('token'), form)).json.error).toBe('invalid_grant');
    expect((await post(cardea.endpoint('token'), form, await proved())).status).toBe(200);
  });

  test('a pushed request with a proof binds its code; dpop_jkt of another key is refused (§10.1)', async () => {
    const par = cardea.endpoint('par');
    const parameters = {
      client_id: app.clientId,
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'openid',
      prompt: 'consent',
      code_challenge: new URL(authorizationUrl(cardea, {})).searchParams.get('code_challenge') ?? '',
      code_challenge_method: 'S256',
    };
    const other = await createDpopKey();
    const mixed = await post(par, { ...parameters, dpop_jkt: other.jkt }, await key.header(par));
    expect([mixed.status, mixed.json.error]).toEqual([400, 'invalid_request']);
    const pushed = await post(par, parameters, await key.header(par));
    expect(pushed.status).toBe(201);
    const query = new URLSearchParams({ client_id: app.clientId, request_uri: String(pushed.json.request_uri) });
    const { browser, page } = await browserAtConsent(cardea, `${cardea.endpoint('authorize')}?${query}`);
    const code = answerOf(await submitConsent(browser, page)).parameters.code ?? '';
    const form = {
      grant_type: 'authorization_code',
      client_id: app.clientId,
      code,
      redirect_uri: CALLBACK,
      code_verifier: CODE_VERIFIER,
    };
    const stolen = await post(cardea.endpoint('token'), form, await other.header(cardea.endpoint('token')));
    expect([stolen.status, stolen.json.error]).toEqual([400, 'invalid_grant']);
    expect((await post(cardea.endpoint('token'), form, await proved())).status).toBe(200);
  });

  test('userinfo takes the bound token with its proof, and not as a Bearer token (S059)', async () => {
    const { reply } = await redeem(await proved());
    const accessToken = String(reply.json.access_token);
    const url = cardea.endpoint('userinfo');
    expect((await send(url, { headers: bearer(accessToken) })).status).toBe(401);
    const proof = await key.header(url, { method: 'GET', accessToken });
    const { status, json } = await send(url, { headers: { ...dpop(accessToken), ...proof } });
    expect([status, typeof json.sub]).toEqual([200, 'string']);
  });
});

test('where the server demands a nonce, a client without one is told which (§8)', async () => {
  await using strict = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_DPOP_NONCE: 'required' } });
  const client = await addClient(strict, { name: 'strict', scope: 'metrics' });
  const url = strict.endpoint('token');
  const ask = async (nonce: string | undefined) =>
    post(url, { grant_type: 'client_credentials' }, { ...as(client), ...(await key.header(url, { nonce })) });
  const first = await ask(undefined);
  expect([first.status, first.json.error]).toEqual([400, 'use_dpop_nonce']);
  const nonce = first.headers.get('dpop-nonce') ?? '';
  expect((await ask(`${nonce}x`)).json.error).toBe('use_dpop_nonce');
  const second = await ask(nonce);
  expect([second.status, second.headers.get('dpop-nonce')]).toEqual([200, expect.any(String)]);
  const accessToken = String(second.json.access_token);
  const metrics = `${strict.issuer}/api/v1/metrics`;
  const use = async (value: string | undefined) => {
    const proof = await key.header(metrics, { method: 'GET', accessToken, nonce: value });
    return send(metrics, { headers: { ...dpop(accessToken), ...proof } });
  };
  const refused = await use(undefined);
  expect([refused.status, refused.json.error]).toEqual([401, 'use_dpop_nonce']);
  expect((await use(refused.headers.get('dpop-nonce') ?? '')).status).toBe(200);
});
