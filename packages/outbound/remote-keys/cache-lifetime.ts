/** A document is asked for again after a minute at the earliest, and after a day at the latest. */
const MIN_SECONDS = 60;
const MAX_SECONDS = 86_400;
const DEFAULT_SECONDS = 600;

const bounded = (seconds: number): number => Math.min(Math.max(seconds, MIN_SECONDS), MAX_SECONDS);

const directives = (cacheControl: string): ReadonlyMap<string, string> =>
  new Map(
    cacheControl
      .toLowerCase()
      .split(',')
      .map((directive): [string, string] => {
        const [name = '', value = ''] = directive.split('=', 2);
        return [name.trim(), value.trim().replace(/^"(.*)"$/, '$1')];
      }),
  );

/** For how many seconds a response may be used (RFC 9111 §4.2.1), within our bounds. */
export const cacheLifetimeSeconds = (headers: Readonly<Record<string, string>>): number => {
  const control = directives(headers['cache-control'] ?? '');
  if (control.has('no-store') || control.has('no-cache')) return MIN_SECONDS;
  const maxAge = control.get('max-age') ?? '';
  // RFC 9111 §4.2.3: what it has spent in other caches counts.
  const age = /^\d+$/.test(headers.age ?? '') ? Number(headers.age) : 0;
  if (/^\d+$/.test(maxAge)) return bounded(Number(maxAge) - age);
  const expires = Date.parse(headers.expires ?? '');
  const date = Date.parse(headers.date ?? '');
  if (Number.isFinite(expires) && Number.isFinite(date)) return bounded(Math.floor((expires - date) / 1000) - age);
  return DEFAULT_SECONDS;
};
