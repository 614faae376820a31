import { isAbsolute } from 'node:path';
import { Unfit } from './setting.ts';

/** The look-behind keeps a long row of slashes in the middle from being tried at each of them. */
const SLASHES_AT_END = /(?<!\/)\/+$/;

const parse = (input: string): URL | undefined => (URL.canParse(input) ? new URL(input) : undefined);

/** The issuer identifier: an http(s) URL in canonical form, without query, fragment or trailing slash (RFC 8414 §2). */
export const parseIssuer = (input: string): string | Unfit => {
  const url = parse(input);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return new Unfit('is not an https URL');
  if (url.username || url.password) return new Unfit('has a user name or password in it');
  if (/[?#]/.test(input)) return new Unfit('has a query or a fragment');
  const canonical = (url.origin + url.pathname).replace(SLASHES_AT_END, '');
  return input === canonical ? canonical : new Unfit(`is not in canonical form, which is ${canonical}`);
};

/** An origin as browsers send it (RFC 6454 §6.2). */
export const parseOrigin = (input: string): string | Unfit => {
  const url = parse(input);
  return url && url.origin === input && /^https?:$/.test(url.protocol)
    ? input
    : new Unfit('is not an origin like https://app.example.com');
};

/** An http(s) URL without credentials. */
export const parseHttpUrl = (input: string): string | Unfit => {
  const url = parse(input);
  if (!url || !/^https?:$/.test(url.protocol)) return new Unfit('is not an http or https URL');
  return url.username || url.password
    ? new Unfit('has a user name or password in it')
    : input.replace(SLASHES_AT_END, '');
};

/** `file:` with an absolute path (as written, not percent-encoded), or the URL of a libSQL server. */
export const parseDatabaseUrl = (input: string): string | Unfit => {
  if (input.startsWith('file:')) {
    const path = input.slice('file:'.length).replace(/^\/\/(?=\/)/, '');
    if (/[?#]/.test(path)) return new Unfit('has a query or a fragment');
    return isAbsolute(path) && !path.endsWith('/') ? `file:${path}` : new Unfit('names no file');
  }
  const url = parse(input);
  if (!url || !/^(https?|libsql):$/.test(url.protocol) || !url.hostname)
    return new Unfit('is not a file:, https:, http: or libsql: URL');
  if (url.username || url.password || /[?#]/.test(input)) return new Unfit('has credentials or a query in it');
  return input;
};

/** The path before the OAuth endpoints: segments of unreserved characters. */
export const parseBasePath = (input: string): string | Unfit =>
  /^(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/.test(input)
    ? input
    : new Unfit('is not a path like /api/v1/oauth, without a trailing slash');
