import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { askForTokens } from '../../harness/app-sign-in.ts';
import { answerOf, authorizationUrl, CODE_VERIFIER, submitConsent } from '../../harness/authorization.ts';
import { mailTo } from '../../harness/dev-mail.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { as, bearer, type Form, type HeaderFields, post, postJson, type Reply, send } from '../../harness/oauth.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const SCRIPTS = 'scripts';
const CALLBACK = 'https://photos.example/cb';
const APP_PASSWORD = /^[0-9a-z]{6}(-[0-9a-z]{6}){3}$/;

let cardea: RunningCardea;
let photos: AddedClient;
let other: AddedClient;

beforeAll(async () => {
  cardea = await startCardea({
    env: { CARDEA_LOGIN_BURST: '1000', CARDEA_SESSION_CLIENT: SCRIPTS, CARDEA_EMAIL_CODES: 'true' },
  });
  await addPerson(cardea, alice);
  await addClient(cardea, {
    name: 'Scripts',
    grants: ['password', 'session'],
    authMethod: 'none',
    scope: 'files photos',
    words: ['--id', SCRIPTS],
  });
  photos = await addClient(cardea, {
    name: 'Photos',
    grants: ['authorization_code', 'password', 'session'],
    redirectUris: [CALLBACK],
    scope: 'openid files photos',
  });
  other = await addClient(cardea, { name: 'Other', scope: 'files' });
});
afterAll(() => cardea.stop());

const own = { username: alice.username, password: alice.password };
const wish = { client_name: 'Client Name', scope: 'files', expires_in: '3600' };

/** What a script got when it signed alice in. */
const session = async (): Promise<string> => {
  const { json } = await post(`${cardea.issuer}/api/v1/session`, own);
  return String(json.access_token);
};
const token = (form: Form, headers: HeaderFields = {}): Promise<Reply> => post(cardea.endpoint('token'), form, headers);

/** Signs alice in to an app with a code that comes by mail, on the pages. */
const signInByMail = async (scope: string): Promise<string> => {
  const browser = new HttpBrowser(cardea.issuer);
  const url = authorizationUrl(cardea, { client_id: photos.clientId, redirect_uri: CALLBACK, scope });
  const flow = new URL((await browser.open(url)).url).searchParams.get('flow');
  const form = await browser.open(`${cardea.issuer}/login/code?flow=${flow}`);
  const asked = await browser.submit(form.forms[0], { username: alice.email, do: 'send' });
  const [code = ''] = /^\d{8}$/m.exec((await mailTo(cardea, alice.email)).text) ?? [];
  let page = await browser.follow(await browser.submit(asked.forms[0], { code, do: 'prove' }));
  if (page.url.includes('/consent')) page = await submitConsent(browser, page);
  const response = await askForTokens(cardea, photos, {
    grant_type: 'authorization_code',
    code: answerOf(page).parameters.code ?? '',
    redirect_uri: CALLBACK,
    code_verifier: CODE_VERIFIER,
  });
  const { access_token: text }: { access_token: string } = await response.json();
  return text;
};

describe('the grant password in a session (parity: password grant)', () => {
  test('a script that knows of no client makes an app password, by form and by JSON, in either header', async () => {
    for (const [ask, header] of [
      [post, 'x-auth-token'],
      [postJson, 'x-auth-token'],
      [post, 'authorization'],
    ] as const) {
      const text = await session();
      const headers = header === 'authorization' ? bearer(text) : { 'x-auth-token': text };
      const answer = await ask(cardea.endpoint('token'), { grant_type: 'password', ...own, ...wish }, headers);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      const { access_token: made, ...rest } = answer.json;
      expect(made).toMatch(APP_PASSWORD);
      expect(rest).toEqual({ token_type: 'Bearer', expires_in: 3600, scope: 'files', client_name: 'Client Name' });
      // It is one: it stands where tokens do, is exchanged for a short one, and is listed
      const started = await post(`${cardea.issuer}/api/v1/session`, {
        username: alice.username,
        password: String(made),
      });
      expect([started.status, started.json.signed_in_with]).toEqual([201, 'app_password']);
      await send(`${cardea.issuer}/api/v1/session`, { method: 'DELETE', headers: bearer(text) });
      const again = await post(`${cardea.issuer}/api/v1/session`, { username: alice.username, password: String(made) });
      expect(again.status).toBe(201);
    }
    const { stdout } = await cardea.cli(['auth', 'ls', '--user', alice.username, '--json']);
    expect(JSON.parse(stdout)).toHaveLength(3);
    expect(stdout).toContain('Client Name');
  });

  test('a registered client shows the session beside its own credentials', async () => {
    const headers = { ...as(photos), 'x-auth-token': await session() };
    const made = await token({ grant_type: 'password', ...own, ...wish }, headers);
    expect([made.status, made.json.client_name]).toEqual([200, 'Client Name']);
    const refused = await token(
      { grant_type: 'password', ...own, ...wish },
      { ...as(other), 'x-auth-token': await session() },
    );
    expect([refused.status, refused.json.error]).toEqual([400, 'unsupported_grant_type']);
  });

  test('without a session, with two of them, or with one that has ended there is none', async () => {
    const form = { grant_type: 'password', ...own, ...wish };
    const text = await session();
    const nobody = await token(form);
    expect([nobody.status, nobody.json.error]).toEqual([401, 'invalid_client']);
    const two = await token(form, { ...bearer(text), 'x-auth-token': text });
    expect(two.json.error).toMatch(/^invalid_(request|client)$/);
    await send(`${cardea.issuer}/api/v1/session`, { method: 'DELETE', headers: bearer(text) });
    const ended = await token(form, { 'x-auth-token': text });
    expect([ended.status, ended.json.error]).toEqual([400, 'invalid_grant']);
    const wrong = await token({ ...form, password: 'wrong' }, { 'x-auth-token': await session() });
    expect([wrong.status, wrong.json.error]).toEqual([400, 'invalid_grant']);
    expect(JSON.stringify([nobody, two, ended, wrong].map(({ text: body }) => body))).not.toMatch(
      /[0-9a-z]{6}(-[0-9a-z]{6}){3}/,
    );
  });

  test('a Bearer header is no way to authenticate with any other grant', async () => {
    const answer = await token({ grant_type: 'client_credentials' }, bearer(await session()));
    expect([answer.status, answer.json.error]).toEqual([401, 'invalid_client']);
  });
});

describe('the grant session (parity: session grant)', () => {
  test('whoever signed in without a password makes an app password without one', async () => {
    const text = await signInByMail('openid files');
    const form = { grant_type: 'session', username: alice.username, ...wish };
    const made = await token(form, { ...as(photos), 'x-auth-token': text });
    expect(made.status).toBe(200);
    expect(made.json).toMatchObject({ access_token: expect.stringMatching(APP_PASSWORD), scope: 'files' });
    const wider = await token({ ...form, scope: 'files photos' }, { ...as(photos), 'x-auth-token': text });
    expect([wider.status, wider.json.error]).toEqual([400, 'invalid_scope']);
    // Another client's token is nothing to the scripts
    const elsewhere = await token(form, { 'x-auth-token': text });
    expect([elsewhere.status, elsewhere.json.error]).toEqual([400, 'invalid_grant']);
  });

  test('whoever signed in with a password gives it once more', async () => {
    const answer = await token({ grant_type: 'session', ...wish }, { 'x-auth-token': await session() });
    expect([answer.status, answer.json.error]).toEqual([400, 'invalid_grant']);
    expect(answer.json.error_description).toContain('password');
  });
});

describe("a person's own password (RFC 6749 §4.3; parity: password grant)", () => {
  test('gives the client a token of its own', async () => {
    const answer = await token({ grant_type: 'password', ...own, scope: 'photos' }, as(photos));
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(answer.json).toMatchObject({
      access_token: expect.stringMatching(/^cda_at_/),
      token_type: 'Bearer',
      scope: 'photos',
    });
    expect(answer.json).not.toContainKeys(['id_token', 'refresh_token', 'client_name']);
  });

  test('is refused for what is missing or wrong as RFC 6749 §5.2 says', async () => {
    for (const [form, error] of [
      [{ grant_type: 'password', username: 'alice' }, 'invalid_request'],
      [{ grant_type: 'password', password: 'x' }, 'invalid_request'],
      [{ grant_type: 'password', ...own, password: 'wrong' }, 'invalid_grant'],
      [{ grant_type: 'password', ...own, scope: 'unheard' }, 'invalid_scope'],
      [{ grant_type: 'password', ...own, resource: 'https://unheard.example' }, 'invalid_target'],
      [{ grant_type: 'password', ...own, client_name: 'no session' }, 'invalid_request'],
    ] as const) {
      const answer = await token(new URLSearchParams(form), as(photos));
      expect([answer.status, answer.json.error]).toEqual([400, error]);
    }
  });

  test('is not named in discovery, being off unless it is switched on (design D14)', async () => {
    const { json } = await send(`${cardea.issuer}/.well-known/oauth-authorization-server`);
    expect(json.grant_types_supported).not.toContain('password');
    expect(json.grant_types_supported).not.toContain('session');
    const shown = await cardea.cli(['clients', 'show', photos.clientId, '--json']);
    expect(JSON.parse(shown.stdout).grant_types).toEqual(['authorization_code', 'password', 'session']);
  });
});
