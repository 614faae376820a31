const MAX_CHARS = 512;
/** RFC 3986 §2, without what browsers and people read as something else. */
const URI_CHARS = /^[A-Za-z0-9._~:/?[\]@!$&'()*+,;=%-]+$/;
const DOT_SEGMENT = /\/(\.|%2e){1,2}(\/|\?|$)/i;
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an id is the address of a document, well-formed or not: no id that we make or take begins so. */
export const isClientIdUrl = (id: string): boolean => /^https?:/i.test(id);

/** What is wrong with the address of a client's document (Client ID Metadata Document §3). Nothing of it is normalised. */
export const clientIdUrlProblem = (
  id: string,
  { allowLoopback }: { readonly allowLoopback: boolean },
): string | undefined => {
  if (id.length > MAX_CHARS) return `has more than ${MAX_CHARS} characters`;
  if (!URI_CHARS.test(id) || !URL.canParse(id)) return 'is not a URL';
  const url = new URL(id);
  if (url.username !== '' || url.password !== '') return 'has a user name or a password';
  if (DOT_SEGMENT.test(id)) return 'has dots for steps in its path';
  // One document has one id, and a person sees the host as it is
  if (url.href !== id) return 'is not in its shortest form, or has no path';
  if (url.protocol === 'https:') return undefined;
  return allowLoopback && LOOPBACK.has(url.hostname) ? undefined : 'does not begin with https://';
};
