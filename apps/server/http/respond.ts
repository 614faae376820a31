import type { Refusal } from '@cardea/protocol';
import { challenge } from '@cardea/resource';

const JSON_HEADERS = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  pragma: 'no-cache',
} as const;

/** A JSON answer that no cache keeps (RFC 6749 §5.1). */
export const respondJson = (body: unknown): Response => new Response(JSON.stringify(body), { headers: JSON_HEADERS });

export interface RefusalContext {
  readonly requestId: string;
  /** The issuer: the protection space of its credentials and tokens (RFC 9110 §11.5). */
  readonly realm: string;
  /** URL of the metadata of Cardea's own API (RFC 9728 §5.1). */
  readonly resourceMetadata: string;
  /** Whether the request had an Authorization header: then a failed client is told which scheme to use (RFC 6749 §5.2). */
  readonly authorized: boolean;
  /** What the endpoint needs of an access token. */
  readonly scopes: readonly string[];
}

const authenticate = (refusal: Refusal, context: RefusalContext): string | undefined => {
  if (refusal.error === 'invalid_client') {
    // A client that sent no credentials learns how to; one that failed in the body would only be told to guess again.
    if (!context.authorized && refusal.code !== 'client.not_identified') return undefined;
    return `Basic realm="${context.realm}", charset="UTF-8"`;
  }
  const ofToken = refusal.error === 'invalid_token' || refusal.error === 'insufficient_scope';
  return ofToken ? challenge(refusal, context) : undefined;
};

/** Seconds after which another attempt makes sense, where that is known (RFC 9110 §10.2.3). */
export const retryAfterSeconds = ({ retryAfterSeconds, status }: Refusal): number | undefined =>
  retryAfterSeconds ?? (status === 503 ? 1 : undefined);

/** A refusal as its caller may see it (RFC 6749 §5.2): error, description and request id; the reason stays here. */
export const respondRefusal = (refusal: Refusal, context: RefusalContext): Response => {
  const headers = new Headers(JSON_HEADERS);
  headers.set('x-request-id', context.requestId);
  const challenged = authenticate(refusal, context);
  if (challenged !== undefined) headers.set('www-authenticate', challenged);
  const retryAfter = retryAfterSeconds(refusal);
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  const body = { error: refusal.error, error_description: refusal.description, request_id: context.requestId };
  return new Response(JSON.stringify(body), { status: refusal.status, headers });
};
