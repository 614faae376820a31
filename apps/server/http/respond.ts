import type { Refusal } from '@cardea/protocol';
import { challenge } from '@cardea/resource';
import { commonHeaders } from './common-headers.ts';

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
  const { error, code, status } = refusal;
  const ofToken =
    error === 'invalid_token' || error === 'insufficient_scope' || (code.startsWith('token.') && status === 401);
  return ofToken ? challenge(refusal, context) : undefined;
};

/** Seconds after which another attempt makes sense, where that is known (RFC 9110 §10.2.3). */
export const retryAfterSeconds = ({ retryAfterSeconds, status }: Refusal): number | undefined =>
  retryAfterSeconds ?? (status === 503 ? 1 : undefined);

/** The answers of one issuer. No cache keeps any of them (RFC 6749 §5.1). */
export interface Responder {
  json(body: unknown, status?: 200 | 201): Response;
  text(body: string, contentType: string): Response;
  /** 200, or 204 for a preflight and what was removed. */
  empty(status?: 200 | 204): Response;
  /** A refusal as its caller may see it (RFC 6749 §5.2): error, description and request id; the reason stays here. */
  refusal(refusal: Refusal, context: RefusalContext): Response;
}

export const createResponder = (issuer: string): Responder => {
  // Headers are copied into a response in half the time that a literal takes.
  const bare = new Headers({ ...commonHeaders(issuer), 'cache-control': 'no-store', pragma: 'no-cache' });
  const json = new Headers(bare);
  json.set('content-type', 'application/json');

  return {
    json: (body, status = 200) => new Response(JSON.stringify(body), { status, headers: json }),
    text(body, contentType) {
      const response = new Response(body, { headers: bare });
      response.headers.set('content-type', contentType);
      return response;
    },
    empty: (status = 200) => new Response(null, { status, headers: bare }),
    refusal(refusal, context) {
      const { error, description, status } = refusal;
      const body = { error, error_description: description, request_id: context.requestId };
      const response = new Response(JSON.stringify(body), { status, headers: json });
      response.headers.set('x-request-id', context.requestId);
      const challenged = authenticate(refusal, context);
      if (challenged !== undefined) response.headers.set('www-authenticate', challenged);
      const retryAfter = retryAfterSeconds(refusal);
      if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter));
      return response;
    },
  };
};
