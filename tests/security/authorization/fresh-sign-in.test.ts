import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { decodeJwt } from 'jose';
import {
  answerOf,
  authorizationUrl,
  CODE_VERIFIER,
  type Parameters,
  submitConsent,
  submitLogin,
} from '../../harness/authorization.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example/cb';

let cardea: RunningCardea;
let client: AddedClient;

const url = (parameters: Parameters = {}): string =>
  authorizationUrl(cardea, { client_id: client.clientId, redirect_uri: REDIRECT_URI, scope: 'openid', ...parameters });

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } });
  await addPerson(cardea, alice);
  client = await addClient(cardea, {
    name: 'Web',
    grants: ['authorization_code'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid profile',
  });
});

afterAll(() => cardea.stop());

/** The ID token of an answer. */
const claimsOf = async (answer: PageResponse) => {
  const response = await fetch(cardea.endpoint('token'), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: answerOf(answer).parameters.code ?? '',
      redirect_uri: REDIRECT_URI,
      code_verifier: CODE_VERIFIER,
    }),
  });
  const { id_token }: { id_token: string } = JSON.parse(await response.text());
  return decodeJwt(id_token);
};

/** A browser where alice is signed in and agreed a moment ago. */
const signedIn = async () => {
  const browser = new HttpBrowser(cardea.issuer);
  const consent = await submitLogin(browser, await browser.open(url({ prompt: 'consent' })));
  const claims = await claimsOf(await submitConsent(browser, consent));
  return { browser, authTime: Number(claims.auth_time) };
};

describe.each([{ prompt: 'login' }, { max_age: '0' }])('S012: %o with a live session', (wish) => {
  test('ends in an answer by a fresh sign-in alone', async () => {
    const { browser, authTime } = await signedIn();
    const login = await browser.open(url(wish));
    const flowUrl = login.url;
    expect(new URL(flowUrl).pathname).toBe('/login');

    // Opened again, on the pages of other steps, and with the wish taken from the URL of the flow
    for (const path of ['/login', '/consent', '/select-account']) {
      const again = await browser.open(flowUrl.replace('/login', path));
      expect([again.status, new URL(again.url).pathname]).toEqual([200, '/login']);
    }
    const stripped = await browser.open(`${flowUrl}&prompt=&max_age=9999`);
    expect(new URL(stripped.url).pathname).toBe('/login');

    const answer = await submitLogin(browser, login);
    const claims = await claimsOf(answer);
    expect(Number(claims.auth_time)).toBeGreaterThanOrEqual(authTime);

    // The back button
    const back = await browser.open(flowUrl);
    expect([back.status, back.location]).toEqual([400, undefined]);
    expect((await browser.submit(login.forms[0], { username: alice.username, password: alice.password })).status).toBe(
      400,
    );
  });

  test('choosing the same account is no sign-in', async () => {
    const { browser } = await signedIn();
    const choice = await browser.open(url({ ...wish, prompt: `${wish.prompt ?? ''} select_account`.trim() }));
    expect(new URL(choice.url).pathname).toBe('/select-account');
    const chosen = await browser.submit(choice.forms[0], choice.forms[0]?.buttons[0]);
    const next = await browser.open(chosen.location ?? '');
    expect([next.status, new URL(next.url).pathname]).toEqual([200, '/login']);
  });
});

test('S012: prompt=none shows no page, whatever is missing', async () => {
  const error = async (browser: HttpBrowser, parameters: Parameters) => {
    const response = await browser.send(url({ prompt: 'none', ...parameters }));
    expect([response.status, response.text]).toEqual([303, '']);
    return answerOf(response).parameters.error;
  };
  expect(await error(new HttpBrowser(cardea.issuer), {})).toBe('login_required');
  const { browser } = await signedIn();
  expect(await error(browser, {})).toBeUndefined();
  expect(await error(browser, { max_age: '0' })).toBe('login_required');
  expect(await error(browser, { scope: 'openid profile' })).toBe('consent_required');
  expect(await error(browser, { prompt: 'none login' })).toBe('invalid_request');
});
