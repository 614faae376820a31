import { submitLogin } from './authorization.ts';
import { HttpBrowser, type PageForm, type PageResponse } from './http-browser.ts';
import { alice, type Person } from './people.ts';
import type { RunningCardea } from './start-cardea.ts';

/** A browser that opens the account pages and signs in there. */
export const browserAtAccount = async (
  cardea: RunningCardea,
  { person = alice, path = '' }: { readonly person?: Person; readonly path?: string } = {},
): Promise<{ readonly browser: HttpBrowser; readonly page: PageResponse }> => {
  const browser = new HttpBrowser(cardea.issuer);
  const page = await submitLogin(browser, await browser.open(`${cardea.issuer}/account${path}`), person);
  if (!page.url.includes('/account')) throw new Error(`not the account: ${page.status} ${page.url}`);
  return { browser, page };
};

/** The form of a page with a button that does this. */
const formFor = (page: PageResponse, action: string): PageForm => {
  const found = page.forms.find(({ buttons }) => buttons.some((button) => button.do === action));
  if (found === undefined) throw new Error(`no form does ${action}: ${page.status} ${page.url}`);
  return found;
};

/** Sends the form that does this, as its button would. */
export const act = (
  browser: HttpBrowser,
  page: PageResponse,
  { action, ...fields }: Readonly<Record<string, string>> & { readonly action: string },
): Promise<PageResponse> => browser.submit(formFor(page, action), { do: action, ...fields });
