const BASE_SECONDS = 5;
const MAX_SECONDS = 3600;

/**
 * How long to wait after an attempt that failed: doubled with each, an hour at most, and between half of that and all of it by
 * chance, so that what failed together does not come back together. `attempts` counts from 1, `random` lies in [0, 1).
 */
export const backoffSeconds = (attempts: number, random: number): number => {
  const whole = Math.min(MAX_SECONDS, BASE_SECONDS * 2 ** Math.min(attempts - 1, 20));
  return Math.max(1, Math.round(whole * (0.5 + random / 2)));
};
