/**
 * A token bucket by its theoretical arrival time (GCRA): `burst` at once, then one each `intervalSeconds`.
 * State is one number, kept in the database, so that it survives a restart and holds over all processes.
 */
export interface RateLimitPolicy {
  readonly name: string;
  readonly burst: number;
  readonly intervalSeconds: number;
}

/** What a count or a look at a bucket says. */
export interface RateLimitState {
  readonly allowed: boolean;
  /** Whole seconds until the next is allowed; 0 where one is allowed now. */
  readonly retryAfterSeconds: number;
}
