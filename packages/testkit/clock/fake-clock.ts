import type { Clock } from '@cardea/core';

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
  /** Jumps, backwards too. */
  set(ms: number): void;
}

export const fakeClock = (startMs: number): FakeClock => {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
    set: (ms) => {
      nowMs = ms;
    },
  };
};
