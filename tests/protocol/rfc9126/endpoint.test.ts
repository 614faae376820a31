import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { answerOf, CODE_VERIFIER, submitConsent, submitLogin } from '../../harness/authorization.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { as, post, send } from '../../harness/oauth.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example/cb';
let cardea: RunningCardea;
let web: AddedClient;

beforeAll(async () => {
  cardea = await startCardea();
  await addPerson(cardea, alice);
  const client = { name: 'Web', grants: ['authorization_code'], redirectUris: [REDIRECT_URI], scope: 'openid' };
  web = await addClient(cardea, client);
});
afterAll(() => cardea.stop());

const form = (changes: Readonly<Record<string, string>> = {}) => ({
  response_type: 'code',
  redirect_uri: REDIRECT_URI,
  scope: 'openid',
  state: 'a state',
  code_challenge: createHash('sha256').update(CODE_VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
  ...changes,
});
const push = (changes?: Readonly<Record<string, string>>) => post(cardea.endpoint('par'), form(changes), as(web));

test('answers 201, never to be stored, with the URI and its seconds (RFC 9126 §2.2)', async () => {
  const { status, headers, json } = await push();
  expect(status).toBe(201);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-type')).toStartWith('application/json');
  expect(json).toEqual({
    request_uri: expect.stringContaining('urn:ietf:params:oauth:request_uri:cda_pr_'),
    expires_in: 90,
  });
});

test('takes POST alone (§2.1)', async () => {
  const { status, headers } = await send(`${cardea.endpoint('par')}?${new URLSearchParams(form())}`);
  expect([status, headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
});

test('refuses in the shape of every OAuth error, and writes nothing (§2.3)', async () => {
  await expectRefusal(cardea, () => push({ scope: 'openid more' }), { status: 400, error: 'invalid_scope' });
  await expectRefusal(cardea, () => post(cardea.endpoint('par'), form(), as({ ...web, clientSecret: 'wrong' })), {
    status: 401,
    error: 'invalid_client',
  });
});

test('a person signs in with it, and the reloaded address is a page that says what to do (§4)', async () => {
  const { json } = await push();
  const url = `${cardea.endpoint('authorize')}?${new URLSearchParams({
    client_id: web.clientId,
    request_uri: String(json.request_uri),
  })}`;
  const browser = new HttpBrowser(cardea.issuer);
  const consent = await submitLogin(browser, await browser.open(url));
  const { target, parameters } = answerOf(await submitConsent(browser, consent));
  expect(target).toBe(REDIRECT_URI);
  expect(parameters).toMatchObject({ state: 'a state', iss: cardea.issuer, code: expect.stringContaining('cda_ac_') });
  const again = await browser.send(url);
  expect([again.status, again.location]).toEqual([400, undefined]);
  expect(again.headers.get('content-type')).toStartWith('text/html');
  expect(again.text).not.toContain('cda_pr_');
});

test('nothing of a pushed request is in the log (INV6)', async () => {
  const { json } = await push({ state: 'a-state-not-for-the-log' });
  await send(
    `${cardea.endpoint('authorize')}?client_id=other&request_uri=${encodeURIComponent(String(json.request_uri))}`,
  );
  expect(cardea.logs()).not.toContain(String(json.request_uri).slice(-43));
  expect(cardea.logs()).not.toContain('a-state-not-for-the-log');
});
