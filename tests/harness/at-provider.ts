import type { FakeProvider } from './fake-provider.ts';
import { HttpBrowser, type PageResponse } from './http-browser.ts';
import type { RunningCardea } from './start-cardea.ts';

export const SECRET = 'a secret of the provider';

/** Registers a provider, as the operator does. */
export const addProvider = async (
  cardea: RunningCardea,
  id: string,
  { issuer }: Pick<FakeProvider, 'issuer'>,
  words: readonly string[] = [],
): Promise<void> => {
  const plain = ['providers', 'add', '--id', id, '--name', `Provider ${id}`, '--issuer', issuer];
  await cardea.cli([...plain, '--client-id', 'cardea', '--secret-file', '-', ...words], { stdin: SECRET });
};

/** Presses the button of a provider on the sign-in page. */
export const pressProvider = (browser: HttpBrowser, page: PageResponse, id: string): Promise<PageResponse> =>
  browser.submit(
    page.forms.find(({ action }) => new URL(action).pathname === '/login/upstream'),
    { provider: id },
  );

/** A browser that was sent to a provider. */
export const browserAtProvider = async (
  cardea: RunningCardea,
  url: string,
  id: string,
): Promise<{ readonly browser: HttpBrowser; readonly url: string; readonly page: PageResponse }> => {
  const browser = new HttpBrowser(cardea.issuer);
  const page = await browser.open(url);
  const sent = await pressProvider(browser, page, id);
  if (sent.location === undefined) throw new Error(`not sent on: ${sent.status} ${sent.text}`);
  return { browser, url: sent.location, page };
};

/** What a page says went wrong at a provider. */
export const problemOf = ({ status, text }: PageResponse) => ({
  status,
  problem: /data-problem="([a-z_]+)"/.exec(text)?.[1] ?? /data-error="([a-z_]+)"/.exec(text)?.[1],
});
