const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\])(:\d{1,5})?(\/[^\s]*)?$/;

/** A loopback redirect URI without its port, or undefined for any other. */
const withoutPort = (uri: string): string | undefined => {
  const match = LOOPBACK.exec(uri);
  if (match === null) return undefined;
  const port = match[2] === undefined ? undefined : Number(match[2].slice(1));
  return port === undefined || (port > 0 && port <= 65_535) ? `http://${match[1]}${match[3] ?? ''}` : undefined;
};

/**
 * Whether a redirect URI is one of the registered ones: letter by letter (RFC 9700 §2.1), but for the port of a native
 * client's loopback address (RFC 8252 §7.3). Nothing is normalised.
 */
export const matchesRedirectUri = (
  sent: string,
  { registered, native }: { readonly registered: readonly string[]; readonly native: boolean },
): boolean => {
  if (registered.includes(sent)) return true;
  const bare = native ? withoutPort(sent) : undefined;
  return bare !== undefined && registered.some((uri) => withoutPort(uri) === bare);
};

/** Schemes that run or show what they carry. */
const DANGEROUS: ReadonlySet<string> = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'blob:',
  'file:',
  'about:',
  'view-source:',
  'filesystem:',
]);
const MAX_CHARS = 2048;
/** RFC 3986 §2: no backslash, for one, which browsers read as a slash. */
const URI_CHARS = /^[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]+$/;

/** Why a redirect URI cannot be registered; undefined where it can. */
export const redirectUriProblem = (uri: string, { native }: { readonly native: boolean }): string | undefined => {
  if (uri.length > MAX_CHARS) return `is longer than ${MAX_CHARS} characters`;
  if (!URI_CHARS.test(uri) || !URL.canParse(uri)) return 'is not an absolute URI (RFC 3986 §4.3)';
  if (uri.includes('#')) return 'has a fragment (RFC 6749 §3.1.2)';
  const url = new URL(uri);
  if (DANGEROUS.has(url.protocol)) return `has the scheme ${url.protocol}, which browsers run instead of opening it`;
  if (url.username !== '' || url.password !== '') return 'has a user name or password in it';
  if (/\/(\.|%2e){1,2}(\/|$|\?)/i.test(uri)) return 'has dots for steps in its path';
  if (url.hostname.includes('*')) return 'has a * in its host: only whole addresses are compared (RFC 9700 §4.1.3)';
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:') {
    const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
    return loopback ? undefined : 'is not https';
  }
  // RFC 8252 §7.1: a private-use scheme is a reverse domain name
  if (!native) return 'has a scheme of its own, which only a native client may have';
  return url.protocol.includes('.') ? undefined : 'has a scheme that is not a reverse domain name (RFC 8252 §7.1)';
};
