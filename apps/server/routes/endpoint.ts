import type { Caller } from '@cardea/core';
import type { Refusal } from '@cardea/protocol';
import type { VerifiedToken } from '@cardea/resource';
import type { Cardea } from '../cardea.ts';

export interface EndpointRequest {
  readonly request: Request;
  readonly caller: Caller;
  /** The token that opened the guard, where the endpoint has one. */
  readonly token?: VerifiedToken | undefined;
}

/** A refusal that the endpoint shows itself, such as a form that says what was wrong. It is logged and counted like any. */
export interface ShownRefusal {
  readonly refusal: Refusal;
  readonly response: Response;
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
  /**
   * Who reads its refusals: clients (JSON; the usual case), people (a page), or anyone, as `Accept` tells.
   * What people open lies under the path of the issuer.
   */
  readonly audience?: 'people' | 'anyone';
  /** Whether a server has it at all, by how it is set up at that moment; absent: always. */
  readonly isOn?: (cardea: Cardea) => boolean;
  /** Whether it only tells how the server is: a stopping server does not wait until nobody asks. */
  readonly isProbe?: boolean;
  /** Scopes of the access token it needs; absent where it judges its caller itself. */
  readonly requiredScopes?: readonly string[];
  /** Whether that token may also come in the form of a POST (RFC 6750 §2.2). */
  readonly tokenInForm?: boolean;
  readonly summary: string;
  readonly specification: string;
  handle(request: EndpointRequest, cardea: Cardea): Promise<Response | Refusal | ShownRefusal>;
}
