import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { decodeJwt } from 'jose';
import {
  answerOf,
  authorizationUrl,
  browserAtConsent,
  CODE_VERIFIER,
  submitConsent,
} from '../../harness/authorization.ts';
import { as, bearer, post, send } from '../../harness/oauth.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const CALLBACK = 'https://app.example/cb';
let cardea: RunningCardea;
let app: AddedClient;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  await addPerson(cardea, alice);
  app = await addClient(cardea, {
    name: 'app',
    grants: ['authorization_code'],
    scope: 'openid profile email read',
    redirectUris: [CALLBACK],
  });
});

afterAll(() => cardea.stop());

const signIn = async (scope: string) => {
  const url = authorizationUrl(cardea, { client_id: app.clientId, redirect_uri: CALLBACK, scope, prompt: 'consent' });
  const { browser, page } = await browserAtConsent(cardea, url);
  const code = answerOf(await submitConsent(browser, page)).parameters.code ?? '';
  const form = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: CODE_VERIFIER };
  const { json } = await post(cardea.endpoint('token'), form, as(app));
  return { accessToken: String(json.access_token), idToken: json.id_token };
};

test('S068: userinfo takes a token for openid, one way at a time, never in the URL, and tells what its scopes tell', async () => {
  const url = cardea.endpoint('userinfo');
  const { accessToken, idToken } = await signIn('openid email');
  const told = await send(url, { headers: { authorization: `bEaReR ${accessToken}` } });
  expect(told.status).toBe(200);
  expect(told.json).toEqual({ sub: decodeJwt(String(idToken)).sub, email: alice.email, email_verified: false });

  const inQuery = await send(`${url}?access_token=${accessToken}`);
  expect([inQuery.status, inQuery.json.error]).toEqual([400, 'invalid_request']);
  const both = await send(`${url}?access_token=${accessToken}`, { headers: bearer(accessToken) });
  expect(both.status).toBe(400);
  const twice = await post(url, { access_token: accessToken }, bearer(accessToken));
  expect([twice.status, twice.json.error]).toEqual([400, 'invalid_request']);
  expect((await post(url, { access_token: accessToken })).json).toEqual(told.json);

  const plain = await signIn('read');
  const refused = await send(url, { headers: bearer(plain.accessToken) });
  expect([refused.status, refused.json.error]).toEqual([403, 'insufficient_scope']);
  expect(refused.headers.get('www-authenticate')).toContain('scope="openid"');
  for (const reply of [inQuery, both, twice, refused]) expect(reply.json).not.toHaveProperty('sub');
});
