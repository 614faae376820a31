/** Headers of the Fetch standard for the origins that are listed, letter by letter; never a wildcard, never `null`. */
export const corsHeaders = (
  origin: string | null,
  allowed: readonly string[],
): Readonly<Record<string, string>> | undefined =>
  origin !== null && allowed.includes(origin)
    ? {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'WWW-Authenticate, DPoP-Nonce, X-Request-Id, Retry-After',
      }
    : undefined;

interface Preflight {
  readonly origin: string | null;
  readonly allowed: readonly string[];
  readonly methods: readonly string[];
}

/** Makes an empty response, which has its CORS headers like any other, the answer to a preflight of a listed origin. */
export const preflight = (response: Response, { origin, allowed, methods }: Preflight): Response => {
  const { headers } = response;
  if (corsHeaders(origin, allowed)) {
    headers.set('access-control-allow-methods', methods.join(', '));
    headers.set('access-control-allow-headers', 'Authorization, Content-Type, DPoP, X-Auth-Token');
    headers.set('access-control-max-age', '600');
  }
  return response;
};
