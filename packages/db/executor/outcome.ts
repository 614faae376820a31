/** What became of a unit. */
export interface Outcome {
  /** Whether its guard held. */
  readonly held: boolean;
  /** Rows that its changes changed. */
  readonly rows: number;
}
