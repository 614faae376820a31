const YEAR_SECONDS = 366 * 86_400;

const MIN_TTL_SECONDS = 1;
const MAX_TTL_SECONDS = 10 * YEAR_SECONDS;
const MAX_COUNT = 1_000_000;

const rangeProblem = (value: number | undefined, min: number, max: number): string | undefined => {
  if (value === undefined) return undefined;
  if (!Number.isSafeInteger(value)) return 'is not a whole number';
  return value < min || value > max ? `is not between ${min} and ${max}` : undefined;
};

/** What is wrong with a lifetime in seconds. */
export const ttlProblem = (ttlSeconds: number | undefined): string | undefined =>
  rangeProblem(ttlSeconds, MIN_TTL_SECONDS, MAX_TTL_SECONDS);

/** What is wrong with the age of a sign-in in seconds; 0 asks for a fresh one. */
export const maxAgeProblem = (maxAgeSeconds: number | undefined): string | undefined =>
  rangeProblem(maxAgeSeconds, 0, MAX_TTL_SECONDS);

/** What is wrong with a limit that counts something. */
export const countProblem = (count: number | undefined): string | undefined => rangeProblem(count, 1, MAX_COUNT);
