import type { Caller } from '@cardea/core';
import type { Refusal } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';

export interface EndpointRequest {
  readonly request: Request;
  readonly caller: Caller;
}

/** One path of the public surface. The router, CORS, the 405 answer and the reference documentation follow from it. */
export interface Endpoint {
  /** Names it in metrics and logs. */
  readonly name: string;
  /** Its path under the issuer, from the base path of the OAuth endpoints where it is one of those. */
  readonly path: (basePath: string) => string;
  readonly methods: readonly string[];
  /** Whether listed browser origins may call it. */
  readonly crossOrigin: boolean;
  /** Whether it only tells how the server is: a stopping server does not wait until nobody asks. */
  readonly isProbe?: boolean;
  /** Scopes of the access token it needs; absent where it judges its caller itself. */
  readonly requiredScopes?: readonly string[];
  readonly summary: string;
  readonly specification: string;
  handle(request: EndpointRequest, cardea: Cardea): Promise<Response | Refusal>;
}
