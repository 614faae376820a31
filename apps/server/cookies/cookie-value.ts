const MAX_HEADER_CHARS = 16 * 1024; // Design D6
const MAX_COOKIES = 100;

/**
 * The value of one cookie of a Cookie header (RFC 6265 §5.4). A name that comes twice has none: the second one was set by
 * somebody else, from a path or a domain beside ours.
 */
export const cookieValue = (header: string | null, name: string): string | undefined => {
  if (header === null || header.length > MAX_HEADER_CHARS) return undefined;
  const values = header
    .split(';', MAX_COOKIES)
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
};
