import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { SignJWT } from 'jose';
import { atOnce } from '../../harness/at-once.ts';
import {
  answerOf,
  authorizationUrl,
  browserAtConsent,
  CODE_VERIFIER,
  submitConsent,
} from '../../harness/authorization.ts';
import { createDpopKey, type DpopKey, dpop } from '../../harness/dpop.ts';
import { as, type HeaderFields, obtainToken, post, send } from '../../harness/oauth.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
let cardea: RunningCardea;
let client: AddedClient;
let key: DpopKey;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '1000' } });
  client = await addClient(cardea, { name: 'machine', scope: 'metrics' });
  key = await createDpopKey();
});

afterAll(() => cardea.stop());

const ask = (proof: string) =>
  post(cardea.endpoint('token'), { grant_type: 'client_credentials' }, { ...as(client), dpop: proof });

test('S057: of twenty requests at once with one proof one gets a token, and the resource takes a proof once', async () => {
  const proof = await key.proof(cardea.endpoint('token'));
  const replies = await atOnce(20, () => ask(proof));
  const won = replies.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  for (const { status, json } of replies.filter((reply) => reply.status !== 200))
    expect([status, json.error]).toEqual([400, 'invalid_dpop_proof']);

  const accessToken = String(won[0]?.json.access_token);
  const url = `${cardea.issuer}/api/v1/metrics`;
  const headers = { ...dpop(accessToken), dpop: await key.proof(url, { method: 'GET', accessToken }) };
  const uses = await atOnce(20, () => send(url, { headers }));
  expect(uses.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const use of uses.filter(({ status }) => status !== 200)) {
    expect(use.status).toBe(401);
    expect(use.headers.get('www-authenticate')).toContain('DPoP ');
  }
});

test('S058: a proof that is wrong in any one way is refused, and gives nothing', async () => {
  const url = cardea.endpoint('token');
  const now = Math.floor(Date.now() / 1000);
  const hmac = await new SignJWT({ jti: 'j', htm: 'POST', htu: url, iat: now })
    .setProtectedHeader({ alg: 'HS256', typ: 'dpop+jwt', jwk: key.publicJwk })
    .sign(new TextEncoder().encode('a secret that everybody knows, long enough'));
  const none = `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'dpop+jwt', jwk: key.publicJwk })).toString('base64url')}.${Buffer.from(JSON.stringify({ jti: 'j', htm: 'POST', htu: url, iat: now })).toString('base64url')}.`;
  const other = await createDpopKey();
  const good = await key.proof(url);
  const wrong: readonly string[] = [
    await key.proof(url, { claims: { htm: 'GET' } }),
    await key.proof(url, { claims: { htm: undefined } }),
    await key.proof(url, { claims: { htu: 'https://evil.example/token' } }),
    await key.proof(url, { claims: { htu: `${url}/` } }),
    await key.proof(url, { claims: { htu: 7 } }),
    await key.proof(url, { claims: { htu: [url] } }),
    await key.proof(url, { claims: { htu: undefined } }),
    await key.proof(url, { claims: { iat: now - 600 } }),
    await key.proof(url, { claims: { iat: now + 600 } }),
    await key.proof(url, { claims: { iat: String(now) } }),
    await key.proof(url, { claims: { iat: undefined } }),
    await key.proof(url, { claims: { jti: undefined } }),
    await key.proof(url, { claims: { jti: '' } }),
    await key.proof(url, { claims: { jti: 'x'.repeat(256) } }),
    await key.proof(url, { header: { typ: 'JWT' } }),
    await key.proof(url, { header: { typ: undefined } }),
    await key.proof(url, { header: { jwk: key.privateJwk } }),
    await key.proof(url, { header: { jwk: other.publicJwk } }),
    await key.proof(url, { header: { jwk: { kty: 'oct', k: 'c2VjcmV0' } } }),
    await key.proof(url, { header: { jwk: undefined } }),
    hmac,
    none,
    `${good}, ${await key.proof(url)}`,
    `${good.slice(0, -2)}AA`,
    'x',
    'a.b.c',
    'é'.normalize('NFD').slice(0, 1),
  ];
  for (const [index, proof] of wrong.entries()) {
    const { status, json } = await ask(proof);
    expect([index, status, json.error]).toEqual([index, 400, 'invalid_dpop_proof']);
    expect(json).not.toHaveProperty('access_token');
  }
  expect((await ask(good)).status).toBe(200);
});

test('a proof for the query or the fragment of the endpoint is one for the endpoint (RFC 9449 §4.3)', async () => {
  const url = cardea.endpoint('token');
  for (const htu of [`${url}?a=b`, `${url}#f`, url.replace('http:', 'HTTP:')])
    expect((await ask(await key.proof(url, { claims: { htu } }))).status).toBe(200);
});

test('S061: a client that is registered for bound tokens gets no other by any grant, nor by what it had before', async () => {
  const callback = 'https://app.example/cb';
  const grants = ['authorization_code', 'refresh_token', 'client_credentials', DEVICE, EXCHANGE];
  const app = await addClient(cardea, {
    name: 'all',
    grants,
    scope: 'openid offline_access metrics',
    redirectUris: [callback],
    words: ['--exchange-target', cardea.issuer],
  });
  await addPerson(cardea, alice);
  const url = authorizationUrl(cardea, {
    client_id: app.clientId,
    redirect_uri: callback,
    scope: 'openid offline_access',
  });
  const codeOf = async () => {
    const { browser, page } = await browserAtConsent(cardea, `${url}&prompt=consent`);
    return answerOf(await submitConsent(browser, page)).parameters.code ?? '';
  };
  const ask = (form: Readonly<Record<string, string>>, headers: HeaderFields = {}) =>
    post(cardea.endpoint('token'), form, { ...as(app), ...headers });
  const codeForm = async () => ({
    grant_type: 'authorization_code',
    code: await codeOf(),
    redirect_uri: callback,
    code_verifier: CODE_VERIFIER,
  });
  const old = await ask(await codeForm());
  expect([old.status, old.json.token_type]).toEqual([200, 'Bearer']);
  const subjectToken = await obtainToken(cardea, app, { scope: 'metrics' });
  await cardea.cli(['clients', 'mod', app.clientId, '--dpop']);

  const forms: readonly Readonly<Record<string, string>>[] = [
    await codeForm(),
    { grant_type: 'client_credentials' },
    { grant_type: 'refresh_token', refresh_token: String(old.json.refresh_token) },
    {
      grant_type: EXCHANGE,
      subject_token: subjectToken,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    },
    { grant_type: DEVICE, device_code: 'cda_dc_x' },
  ];
  for (const form of forms) {
    const { status, json } = await ask(form);
    expect([form.grant_type, status, json.error]).toEqual([form.grant_type, 400, 'invalid_dpop_proof']);
    expect(json).not.toHaveProperty('access_token');
  }
  // Nothing was spent, and with a proof each gives a bound token
  for (const form of forms.slice(0, 3)) {
    const { status, json } = await ask(form, await key.header(cardea.endpoint('token')));
    expect([form.grant_type, status, json.token_type]).toEqual([form.grant_type, 200, 'DPoP']);
  }
});
