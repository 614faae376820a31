import type { Parameters } from '@cardea/protocol';
import type { BrowserCookies } from '../cookies/browser-cookies.ts';

const MAX_QUERY_CHARS = 7 * 1024;

/**
 * Whether a POST was sent by another site's form: with it browsers send no `SameSite=Lax` cookies, so that nobody would be
 * signed in, and the flows of other tabs would lose their browser. By GET they do.
 */
export const lacksCookies = (request: Request, cookies: BrowserCookies): boolean =>
  request.method === 'POST' && request.headers.get('sec-fetch-site') !== 'same-origin' && cookies.read(request).isNew;

/** The same request by GET; undefined where that would be too long. */
export const againByGet = (url: string, parameters: Parameters): string | undefined => {
  const query = new URLSearchParams(parameters.entries().map(([name, value]) => [name, value])).toString();
  return query.length > MAX_QUERY_CHARS ? undefined : `${new URL(url).pathname}?${query}`;
};
