/** Seconds since 1970-01-01T00:00:00Z, whole. Every instant in core and in the database is one of these. */
export type EpochSeconds = number;

/** The one clock from which Cardea judges its own expiry (design D3). */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
}

export const seconds = (clock: Clock): EpochSeconds => Math.floor(clock.nowMs() / 1000);
