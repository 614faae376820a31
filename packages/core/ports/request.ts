import type { Parameters } from '@cardea/protocol';

/** Who called, as far as the network tells. */
export interface Caller {
  /** The address of the caller: of the socket, or as a trusted proxy names it. */
  readonly address: string;
  /** What limits count by: an IPv4 address, or the /64 network of an IPv6 one. */
  readonly network: string;
  readonly requestId: string;
}

/** The DPoP header of a request, with what a proof must be for (RFC 9449 §4.3). */
export interface SentProof {
  readonly header: string;
  readonly method: string;
  /** The URL that was asked for, as clients know it. */
  readonly url: string;
}

/** A request of a client to an endpoint it authenticates at, free of HTTP. */
export interface ClientRequest {
  readonly parameters: Parameters;
  /** The Authorization header. */
  readonly authorization: string | undefined;
  /** The X-Auth-Token header: a token of who is signed in, for grants that take one. */
  readonly authToken?: string | undefined;
  /** Where there is a DPoP header. */
  readonly proof?: SentProof | undefined;
  readonly caller: Caller;
}
