/** Two clocks: one judges the times inside tokens, the other the age of what is kept, so that a clock jump keeps nothing alive. */
export interface ResourceClock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** Milliseconds since an arbitrary instant; never goes back. */
  monotonicMs(): number;
}

export const systemClock: ResourceClock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};
