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

/** The answer to a preflight. Without the listed origin it allows nothing. */
export const preflight = (
  origin: string | null,
  { allowed, methods }: { readonly allowed: readonly string[]; readonly methods: readonly string[] },
): Response => {
  const headers = new Headers({ vary: 'Origin' });
  const granted = corsHeaders(origin, allowed);
  if (granted) {
    for (const [name, value] of Object.entries(granted)) headers.set(name, value);
    headers.set('access-control-allow-methods', methods.join(', '));
    headers.set('access-control-allow-headers', 'Authorization, Content-Type, DPoP, X-Auth-Token');
    headers.set('access-control-max-age', '600');
  }
  return new Response(null, { status: 204, headers });
};
