// The modules of the basic plan (oidcc-basic-certification-test-plan), by their names, through the public door.
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { answerOf } from '../../harness/authorization.ts';
import { bearer, post, send } from '../../harness/oauth.ts';
import { alice } from '../../harness/people.ts';
import type { RunningCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';
import { CALLBACK, Suite, startForSuite } from './suite.ts';

setDefaultTimeout(60_000);

let cardea: RunningCardea;
let suite: Suite;

beforeAll(async () => {
  cardea = await startForSuite();
  suite = await Suite.open(cardea);
});
afterAll(() => cardea.stop());

/** Times in tokens have whole seconds. */
const secondsAfter = (instant: unknown, seconds: number): Promise<true> =>
  waitUntil(() => Math.floor(Date.now() / 1000) >= Number(instant) + seconds, {
    what: 'the next second',
    timeoutMs: 10_000,
  });

const fresh = () => new Suite(cardea, suite.client);

describe('S160: OpenID Connect Core, basic', () => {
  test('oidcc-server', async () => {
    const one = fresh();
    const { code, ...answer } = await one.answer();
    expect(answer).toMatchObject({ state: 'a-state', iss: cardea.issuer });
    const { status, headers, json } = await one.redeem(code);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(json.token_type).toBe('Bearer');
    expect(json.expires_in).toBeNumber();
    const { claims } = await one.idToken(json.id_token);
    expect(claims.nonce).toBe('a-nonce');
    expect(claims.sub).toMatch(/^[\x21-\x7e]{1,255}$/);
    const { json: person } = await one.userinfo(json.access_token);
    expect(person).toEqual({ sub: claims.sub });
  });

  test('oidcc-response-type-missing', async () => {
    const page = await fresh().open({ response_type: undefined });
    // Either is taken: an error for the client, or a page for the person
    if (page.location === undefined) expect(page.status).toBe(400);
    else expect(answerOf(page).parameters).toMatchObject({ error: 'invalid_request', state: 'a-state' });
  });

  test('oidcc-userinfo-get, -post-header, -post-body', async () => {
    const { access_token } = await fresh().tokens();
    const url = cardea.endpoint('userinfo');
    const replies = [
      await send(url, { headers: bearer(String(access_token)) }),
      await send(url, { method: 'POST', headers: bearer(String(access_token)) }),
      await post(url, { access_token: String(access_token) }),
    ];
    for (const { status, headers, json } of replies) {
      expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('application/json')]);
      expect(json.sub).toBe(replies[0]?.json.sub);
    }
  });

  test('oidcc-ensure-request-without-nonce-succeeds-for-code-flow', async () => {
    const { id_token } = await fresh().tokens({ nonce: undefined });
    expect((await suite.idToken(id_token)).claims).not.toHaveProperty('nonce');
  });

  test.each([
    ['profile', ['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile']],
    ['profile', ['picture', 'website', 'gender', 'birthdate', 'zoneinfo', 'locale', 'updated_at']],
    ['email', ['email', 'email_verified']],
    ['address', ['address']],
    ['phone', ['phone_number', 'phone_number_verified']],
  ])('oidcc-scope-%s: %j', async (scope, names) => {
    const { access_token, scope: granted } = await fresh().tokens({ scope: `openid ${scope}` });
    const { json } = await suite.userinfo(access_token);
    for (const name of names)
      expect([name, json]).toEqual([name, expect.objectContaining({ [name]: expect.anything() })]);
    if (granted !== undefined) expect(String(granted).split(' ')).toContain(scope);
  });

  test('oidcc-scope-all, oidcc-ensure-other-scope-order-succeeds', async () => {
    const all = 'openid profile email address phone';
    for (const scope of [all, all.split(' ').toReversed().join(' ')]) {
      const { access_token, id_token } = await fresh().tokens({ scope });
      expect((await suite.idToken(id_token)).claims.sub).toBeString();
      const { json } = await suite.userinfo(access_token);
      expect(json).toMatchObject({
        updated_at: expect.any(Number),
        email_verified: expect.any(Boolean),
        address: expect.objectContaining({ country: 'CH' }),
        phone_number: '+41441234567',
        birthdate: '2000-02-29',
      });
    }
  });

  test.each([{ display: 'page' }, { display: 'popup' }, { login_hint: alice.email }])(
    'oidcc-display-*, oidcc-login-hint: %j',
    async (values) => {
      expect(await fresh().answer(values)).toHaveProperty('code');
    },
  );

  test.each([{ ui_locales: 'se' }, { claims_locales: 'se' }, { acr_values: '1 2' }, { extra: 'foobar' }])(
    'oidcc-ui-locales, -claims-locales, -ensure-request-with-acr-values-succeeds, -with-unknown-parameter-succeeds: %j',
    async (values) => {
      expect(await fresh().tokens(values)).toHaveProperty('id_token');
    },
  );

  test('oidcc-prompt-login: the second sign-in is a new one', async () => {
    const one = fresh();
    const first = await one.idToken((await one.tokens()).id_token);
    await secondsAfter(first.claims.auth_time, 1);
    const page = await one.open({ prompt: 'login' });
    expect(page.url).toContain('/login');
    const { code } = answerOf(await one.finish(page)).parameters;
    const second = await one.idToken((await one.redeem(code)).json.id_token);
    expect(second.claims.sub).toBe(first.claims.sub);
    expect(Number(second.claims.auth_time)).toBeGreaterThan(Number(first.claims.auth_time ?? 0));
  });

  test('oidcc-prompt-none-not-logged-in, oidcc-prompt-none-logged-in', async () => {
    const one = fresh();
    expect(await one.answer({ prompt: 'none' })).toMatchObject({ error: 'login_required', state: 'a-state' });
    const first = await one.idToken((await one.tokens()).id_token);
    const page = await one.open({ prompt: 'none' });
    expect(page.location).toStartWith(CALLBACK);
    const { code } = answerOf(page).parameters;
    const second = await one.idToken((await one.redeem(code)).json.id_token);
    expect([second.claims.sub, second.claims.auth_time]).toEqual([first.claims.sub, first.claims.auth_time]);
  });

  test('oidcc-max-age-1, oidcc-max-age-10000', async () => {
    const one = fresh();
    const first = await one.idToken((await one.tokens({ max_age: '10000' })).id_token);
    const again = await one.idToken((await one.tokens({ max_age: '10000' })).id_token);
    expect(first.claims.auth_time).toBeNumber();
    expect(again.claims.auth_time).toBe(first.claims.auth_time);
    await secondsAfter(first.claims.auth_time, 3);
    const page = await one.open({ max_age: '1' });
    expect(page.url).toContain('/login');
    const { code } = answerOf(await one.finish(page)).parameters;
    const { claims } = await one.idToken((await one.redeem(code)).json.id_token);
    expect(Number(claims.auth_time)).toBeGreaterThan(Number(first.claims.auth_time));
  });

  test('oidcc-id-token-hint', async () => {
    const one = fresh();
    const { id_token } = await one.tokens();
    const page = await one.open({ prompt: 'none', id_token_hint: String(id_token) });
    expect(answerOf(page).parameters).toHaveProperty('code');
  });

  test('oidcc-codereuse, oidcc-codereuse-30seconds: the second use is refused', async () => {
    const one = fresh();
    const { code } = await one.answer();
    expect((await one.redeem(code)).status).toBe(200);
    const { status, json } = await one.redeem(code);
    expect([status, json.error]).toEqual([400, 'invalid_grant']);
  });

  test('oidcc-ensure-registered-redirect-uri: a person is told, and sent nowhere', async () => {
    const page = await fresh().open({ redirect_uri: `${CALLBACK}/other` });
    expect([page.status, page.location]).toEqual([400, undefined]);
    expect(page.text).toContain('data-error="address"');
  });

  test('oidcc-ensure-post-request-succeeds', async () => {
    const one = fresh();
    const url = new URL(one.url());
    const sent = await one.browser.send(url.origin + url.pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: url.searchParams.toString(),
    });
    const answered = await one.finish(await one.browser.follow(sent));
    expect(answerOf(answered).parameters).toHaveProperty('code');
  });

  test('oidcc-server-client-secret-post', async () => {
    const one = await Suite.open(cardea, { token_endpoint_auth_method: 'client_secret_post' });
    const { code } = await one.answer();
    const { id: client_id, secret: client_secret } = one.client;
    const form = { grant_type: 'authorization_code', code: String(code), redirect_uri: CALLBACK };
    const { status, json } = await post(cardea.endpoint('token'), { ...form, client_id, client_secret });
    expect([status, json]).toEqual([200, expect.objectContaining({ id_token: expect.any(String) })]);
  });

  test('oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported', async () => {
    const one = fresh();
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const request = `${part({ alg: 'none' })}.${part({ client_id: one.client.id, response_type: 'code', scope: 'openid', state: 'inside' })}.`;
    const answer = await one.answer({ request });
    if ('error' in answer) expect(answer.error).toMatch(/^(request_not_supported|invalid_request_object)$/);
    else expect(answer).toMatchObject({ code: expect.any(String), state: 'inside' });
  });

  test('oidcc-claims-essential', async () => {
    const claims = JSON.stringify({ userinfo: { name: { essential: true } } });
    const { access_token } = await fresh().tokens({ scope: 'openid profile', claims });
    expect((await suite.userinfo(access_token)).json.name).toBe('Alice Example');
  });

  test('oidcc-ensure-request-object-with-redirect-uri: what is inside is stronger', async () => {
    const one = await Suite.open(cardea, { request_object_signing_alg: 'none' });
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const inside = {
      client_id: one.client.id,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: CALLBACK,
      state: 'inside',
      nonce: 'inside',
    };
    const request = `${part({ alg: 'none' })}.${part(inside)}.`;
    const page = await one.finish(await one.open({ request, redirect_uri: `${CALLBACK}/other` }));
    expect(answerOf(page)).toMatchObject({
      target: CALLBACK,
      parameters: { state: 'inside', code: expect.any(String) },
    });
  });

  test('oidcc-refresh-token', async () => {
    const one = await Suite.open(cardea, {
      grant_types: ['authorization_code', 'refresh_token'],
      scope: 'openid offline_access',
    });
    const first = await one.tokens({ scope: 'openid offline_access', prompt: 'consent' });
    const form = { grant_type: 'refresh_token', refresh_token: String(first.refresh_token) };
    const { status, json } = await one.redeem(undefined, { ...form, redirect_uri: undefined });
    expect(status).toBe(200);
    const [before, after] = [await one.idToken(first.id_token), await one.idToken(json.id_token)];
    for (const name of ['iss', 'sub', 'aud', 'auth_time'] as const)
      expect(after.claims[name]).toEqual(before.claims[name]);
    expect(Number(after.claims.iat)).toBeGreaterThanOrEqual(Number(before.claims.iat));
    expect(json.access_token).not.toBe(first.access_token);
    // A second client cannot use it
    const other = await Suite.open(cardea, { grant_types: ['authorization_code', 'refresh_token'] });
    const stolen = await other.redeem(undefined, { ...form, redirect_uri: undefined });
    expect([stolen.status, stolen.json.error]).toEqual([400, 'invalid_grant']);
  });

  test('oidcc-ensure-request-with-valid-pkce-succeeds', async () => {
    const one = fresh();
    const code_challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'; // RFC 7636 Appendix B
    const { code } = await one.answer({ code_challenge, code_challenge_method: 'S256' });
    const verifier = { code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk' };
    expect((await one.redeem(code, verifier)).status).toBe(200);
  });
});
