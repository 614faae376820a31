/** The issuer did not answer in time, or answered something unusable. Becomes a 503, never an open door (design D7). */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
  /** What the issuer itself asked for in Retry-After, in whole seconds. */
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, options: { readonly cause?: unknown; readonly retryAfterSeconds?: number } = {}) {
    super(message, { cause: options.cause });
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
