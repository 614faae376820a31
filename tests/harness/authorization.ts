import { createHash, randomBytes } from 'node:crypto';
import { HttpBrowser, type PageResponse } from './http-browser.ts';
import { alice, type Person } from './people.ts';
import type { RunningCardea } from './start-cardea.ts';

export const CODE_VERIFIER = randomBytes(32).toString('base64url');

export type Parameters = Readonly<Record<string, string | undefined>>;

/** The URL of an authorization request with PKCE; an undefined parameter is left out. */
export const authorizationUrl = (cardea: RunningCardea, parameters: Parameters): string => {
  const all: Parameters = {
    response_type: 'code',
    state: 'a-state',
    code_challenge: createHash('sha256').update(CODE_VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...parameters,
  };
  const sent = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `${cardea.endpoint('authorize')}?${new URLSearchParams(sent)}`;
};

/** Fills in the sign-in page; the page that comes after it, or the answer. */
export const submitLogin = async (
  browser: HttpBrowser,
  page: PageResponse,
  { username, password }: Pick<Person, 'username' | 'password'> = alice,
): Promise<PageResponse> => {
  const sent = await browser.submit(page.forms[0], { username, password });
  return browser.follow(sent);
};

/** Fills in the consent page; the response to it. */
export const submitConsent = (
  browser: HttpBrowser,
  page: PageResponse,
  answer: 'allow' | 'deny' = 'allow',
): Promise<PageResponse> => browser.submit(page.forms[0], { answer });

/** A browser that begins a request, signs in and stands on the consent page. */
export const browserAtConsent = async (
  cardea: RunningCardea,
  url: string,
  person: Person = alice,
): Promise<{ readonly browser: HttpBrowser; readonly page: PageResponse }> => {
  const browser = new HttpBrowser(cardea.issuer);
  const page = await submitLogin(browser, await browser.open(url), person);
  if (!page.url.includes('/consent')) throw new Error(`not the consent page: ${page.status} ${page.url}`);
  return { browser, page };
};

/** Where an answer goes, and what it says, in whichever part of the URL. */
export const answerOf = ({ location }: PageResponse) => {
  const url = new URL(location ?? 'none:');
  const part = url.hash === '' ? url.searchParams : new URLSearchParams(url.hash.slice(1));
  return { target: `${url.origin}${url.pathname}`, parameters: Object.fromEntries(part) };
};
