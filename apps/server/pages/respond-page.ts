import type { ReactElement } from 'react';
import { type PagePolicy, securityHeaders } from './security-headers.ts';

/** What else a response carries. */
export interface PageOptions extends PagePolicy {
  readonly status?: number;
  readonly cookies?: readonly string[];
}

const withCookies = (headers: Headers, cookies: readonly string[] = []): Headers => {
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return headers;
};

/** A page as a response. React is loaded with the first page, so that it costs a start nothing. */
export const respondPage = async (page: ReactElement, options: PageOptions = {}): Promise<Response> => {
  const { renderToStaticMarkup } = await import('react-dom/server');
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', ...securityHeaders(options) });
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, {
    status: options.status ?? 200,
    headers: withCookies(headers, options.cookies),
  });
};

/** On to another page, by GET and never with the form again (RFC 9700 §4.12). */
export const seeOther = (location: string, cookies?: readonly string[]): Response => {
  const headers = new Headers({ location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  return new Response(null, { status: 303, headers: withCookies(headers, cookies) });
};
