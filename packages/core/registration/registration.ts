import type { Refusal } from '@cardea/protocol';
import type { Caller } from '../ports/request.ts';

/** Who may register a client: nobody, who has an initial access token, or anybody (RFC 7591 §3). */
export type RegistrationMode = 'off' | 'token' | 'open';

/** A request to a registration endpoint, free of HTTP. */
export interface RegistrationRequest {
  /** The Authorization header. */
  readonly authorization: string | undefined;
  readonly caller: Caller;
}

export type MetadataRequest = RegistrationRequest & {
  /** The body: client metadata in the names of the wire (RFC 7591 §2). */
  readonly metadata: Readonly<Record<string, unknown>>;
};

/** A client information response (RFC 7591 §3.2.1, RFC 7592 §3), ready to be written as JSON. */
export type ClientInformation = Readonly<Record<string, unknown>>;

/** Clients that register themselves, and manage what they registered. */
export interface Registration {
  readonly mode: RegistrationMode;
  /** POST /register (RFC 7591 §3.1). */
  register(request: MetadataRequest): Promise<ClientInformation | Refusal>;
  /** GET /register/:id (RFC 7592 §2.1). */
  read(id: string, request: RegistrationRequest): Promise<ClientInformation | Refusal>;
  /** PUT /register/:id: what is left out is taken away; the token is replaced (RFC 7592 §2.2). */
  replace(id: string, request: MetadataRequest): Promise<ClientInformation | Refusal>;
  /** DELETE /register/:id: the client, its tokens and what people allowed it. Undefined where it is done (RFC 7592 §2.3). */
  remove(id: string, request: RegistrationRequest): Promise<Refusal | undefined>;
}
