import type { ResourceClock } from '../clock.ts';

/** Starts at the present; moves only when told. */
export interface FakeClock extends ResourceClock {
  /** Lets time pass: both clocks move. */
  pass(ms: number): void;
  /** Somebody sets the wall clock. */
  jump(ms: number): void;
}

export const createFakeClock = (): FakeClock => {
  let wallMs = Date.now();
  let monotonicMs = 1_000_000;
  return {
    nowMs: () => wallMs,
    monotonicMs: () => monotonicMs,
    pass: (ms) => {
      wallMs += ms;
      monotonicMs += ms;
    },
    jump: (ms) => {
      wallMs += ms;
    },
  };
};
