const LOOK_EVERY_MS = 100;

export interface EventLoopLag {
  /** The longest delay of a timer since the last call, in seconds. */
  takeSeconds(): number;
  stop(): void;
}

/** Watches how late a timer comes: what holds it up holds up every request. Keeps no process alive. */
export const watchEventLoopLag = (): EventLoopLag => {
  let worstMs = 0;
  let dueMs = performance.now() + LOOK_EVERY_MS;
  const look = (): void => {
    const nowMs = performance.now();
    worstMs = Math.max(worstMs, nowMs - dueMs);
    dueMs = nowMs + LOOK_EVERY_MS;
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return {
    takeSeconds() {
      // A delay that has not ended yet counts as well.
      const seconds = Math.max(worstMs, performance.now() - dueMs, 0) / 1000;
      worstMs = 0;
      return seconds;
    },
    stop: () => clearInterval(timer),
  };
};
