/** The request objects that clients publish at their registered `request_uri`s (RFC 9101 §5.2). */
export interface RemoteRequestObjects {
  /**
   * The text at a URI, fetched from public addresses only, small and soon. A URI whose fragment is the SHA-256 of the
   * text is kept for a while (OpenID Connect Core §6.2). Undefined where it cannot be had.
   */
  find(uri: string): Promise<string | undefined>;
}
