/** A JSON document that somebody publishes. */
export interface RemoteDocument {
  readonly json: unknown;
  /** How long its server says that it may be kept (RFC 9111 §4.2.1); undefined where it does not say. */
  readonly maxAgeSeconds: number | undefined;
}

/** Why there is none: a word for the operator's log. */
export interface NoDocument {
  readonly failure: string;
}

/** Documents at addresses that others chose: from the public internet only, whole, within seconds, without redirects (ADR 0017). */
export interface RemoteDocuments {
  fetch(url: string, limits: { readonly maxBytes: number }): Promise<RemoteDocument | NoDocument>;
}
