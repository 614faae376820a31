import type { JWK } from 'jose';
import type { DpopKey } from '../proof/dpop-key.ts';
import type { Fetch } from './fetch.ts';

interface Common {
  /** The issuer as its tokens name it: https, or http on loopback. */
  readonly issuer: string;
  /** Binds tokens to this key, and proves it with each request (RFC 9449). A token of your own must be bound to it. */
  readonly dpop?: DpopKey | undefined;
  /** Instead of the global one. */
  readonly fetch?: Fetch | undefined;
  /** How long one request may take, its answer included: 30 seconds when absent. */
  readonly timeLimitMs?: number | undefined;
  /** Milliseconds since 1970, for tests. */
  readonly nowMs?: (() => number) | undefined;
}

/** A client of Cardea with the grant `client_credentials`, and what it asks for (`admin:clients:read`). All that it may have when absent. */
interface OfClient {
  readonly clientId: string;
  readonly scopes?: readonly string[] | undefined;
  readonly token?: never;
}

interface WithSecret extends OfClient {
  readonly clientSecret: string;
  readonly privateKeyJwt?: never;
}

interface WithKey extends OfClient {
  /** The private key whose public half the client registered, with `alg` where it is not ES256 or RS256 (RFC 7523 §2.2). */
  readonly privateKeyJwt: JWK;
  readonly clientSecret?: never;
}

interface WithToken {
  /** An access token from elsewhere. A function is asked for each request, and again where its token was refused. */
  readonly token: string | (() => string | Promise<string>);
  readonly clientId?: never;
  readonly clientSecret?: never;
  readonly privateKeyJwt?: never;
  readonly scopes?: never;
}

export type AdminClientOptions = Common & (WithSecret | WithKey | WithToken);
