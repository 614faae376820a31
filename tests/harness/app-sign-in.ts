import {
  answerOf,
  authorizationUrl,
  CODE_VERIFIER,
  type Parameters,
  submitConsent,
  submitLogin,
} from './authorization.ts';
import { HttpBrowser } from './http-browser.ts';
import { alice, type Person } from './people.ts';
import type { AddedClient } from './registrations.ts';
import type { RunningCardea } from './start-cardea.ts';

export interface AppTokens {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token: string;
}

export interface AppSignIn {
  readonly client: AddedClient;
  readonly redirectUri: string;
  /** A fresh one when absent. */
  readonly browser?: HttpBrowser;
  readonly person?: Person;
  readonly parameters?: Parameters;
}

/** POST /token as a client with a secret. */
export const askForTokens = async (
  cardea: RunningCardea,
  { clientId, clientSecret }: AddedClient,
  fields: Readonly<Record<string, string>>,
): Promise<Response> =>
  await fetch(cardea.endpoint('token'), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams(fields),
  });

/** Claims of a JWT whose signature is not what a test is about. */
export const claimsOf = (jwt: string): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

/** Signs a person in to an application, as far as they are asked: what the browser and the application have then. */
export const signInToApp = async (
  cardea: RunningCardea,
  { client, redirectUri, browser = new HttpBrowser(cardea.issuer), person = alice, parameters = {} }: AppSignIn,
) => {
  const request = { client_id: client.clientId, redirect_uri: redirectUri, scope: 'openid', ...parameters };
  let page = await browser.open(authorizationUrl(cardea, request));
  if (page.url.includes('/select-account'))
    page = await browser.open(`${page.url.replace('/select-account', '/login')}&other=yes`);
  if (page.url.includes('/login')) page = await submitLogin(browser, page, person);
  if (page.url.includes('/consent')) page = await submitConsent(browser, page);
  const answer = answerOf(page).parameters;
  const response = await askForTokens(cardea, client, {
    grant_type: 'authorization_code',
    code: answer.code ?? '',
    redirect_uri: redirectUri,
    code_verifier: CODE_VERIFIER,
  });
  if (!response.ok)
    throw new Error(`no tokens: ${response.status} ${await response.text()} ${page.url} ${page.status}`);
  const tokens: AppTokens = await response.json();
  return { browser, answer, tokens, sid: String(claimsOf(tokens.id_token).sid), sub: claimsOf(tokens.id_token).sub };
};
