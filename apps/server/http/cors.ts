/** Headers of the Fetch standard for the origins that are listed, letter by letter; never a wildcard, never `null`. */
export const corsHeaders = (
  origin: string | null,
  allowed: readonly string[],
): Readonly<Record<string, string>> | undefined =>
  origin !== null && allowed.includes(origin)
    ? {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'WWW-Authenticate, X-Request-Id, Retry-After',
      }
    : undefined;

interface Preflight {
  readonly origin: string | null;
  readonly allowed: readonly string[];
  readonly methods: readonly string[];
}

/** Makes an empty response the answer to a preflight. Without the listed origin it allows nothing. */
export const preflight = (response: Response, { origin, allowed, methods }: Preflight): Response => {
  const { headers } = response;
  headers.set('vary', 'Origin');
  const granted = corsHeaders(origin, allowed);
  if (granted) {
    for (const [name, value] of Object.entries(granted)) headers.set(name, value);
    headers.set('access-control-allow-methods', methods.join(', '));
    headers.set('access-control-allow-headers', 'Authorization, Content-Type, DPoP, X-Auth-Token');
    headers.set('access-control-max-age', '600');
  }
  return response;
};
