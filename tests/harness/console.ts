import { submitLogin } from './authorization.ts';
import { HttpBrowser, type PageResponse } from './http-browser.ts';
import { addPerson, alice, type Person } from './people.ts';
import type { RunningCardea } from './start-cardea.ts';

/** What the script of the console sends with each call. */
export const ofConsole: Readonly<Record<string, string>> = {
  'x-cardea-console': '1',
  'sec-fetch-site': 'same-origin',
};

/** Adds a person with a role, as the operator does. */
export const addAdministrator = async (cardea: RunningCardea, person: Person, role = 'owner'): Promise<void> => {
  await addPerson(cardea, person);
  await cardea.cli(['users', 'mod', person.username, '--role', role]);
};

/** A browser whose person has signed in at the console. */
export const browserAtConsole = async (
  cardea: RunningCardea,
  person: Person = alice,
): Promise<{ readonly browser: HttpBrowser; readonly page: PageResponse }> => {
  const browser = new HttpBrowser(cardea.issuer);
  const page = await submitLogin(browser, await browser.open(`${cardea.issuer}/admin/sign-in?to=/clients`), person);
  return { browser, page };
};

/** A call as the page of the console makes it. */
export const callConsole = (
  browser: HttpBrowser,
  path: string,
  { body, headers = ofConsole }: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<PageResponse> =>
  browser.send(`/admin/${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', ...headers },
  });
