const MAX_SECONDS = 2 ** 31; // RFC 9111 §1.2.2

const secondsOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,10}$/.test(text) ? Math.min(Number(text), MAX_SECONDS) : undefined;

/** The directives of a Cache-Control header by lower-case name (RFC 9111 §5.2). */
const directives = (header: string): ReadonlyMap<string, string | undefined> =>
  new Map(
    header.split(',').map((part) => {
      const [name = '', value] = part.split('=', 2);
      return [name.trim().toLowerCase(), value?.trim().replace(/^"(.*)"$/, '$1')] as const;
    }),
  );

/**
 * How long an answer may be kept by its headers (RFC 9111 §4.2.1), 0 where it must not be; undefined where they do not say.
 * `private` means other caches than ours: one application's own.
 */
export const maxAgeOf = (headers: Readonly<Record<string, string>>): number | undefined => {
  const control = directives(headers['cache-control'] ?? '');
  if (control.has('no-store') || control.has('no-cache')) return 0;
  const age = secondsOf(headers.age) ?? 0;
  const lifetime = secondsOf(control.get('max-age'));
  if (lifetime !== undefined) return Math.max(0, lifetime - age);
  const { expires, date } = headers;
  if (expires === undefined) return undefined;
  // A date that is none has expired (RFC 9111 §5.3)
  const seconds = (Date.parse(expires) - Date.parse(date ?? '')) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds) - age) : 0;
};
