const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;
const DAY_SECONDS = 24 * HOUR_SECONDS;

const units = [
  ['day', DAY_SECONDS],
  ['hour', HOUR_SECONDS],
  ['minute', MINUTE_SECONDS],
] as const;

/** How long something is valid, in the largest unit of which there are at least two, never too long. */
export const timeInWords = (seconds: number, languageTag: string): string => {
  const [unit, size] = units.find(([, size]) => seconds >= 2 * size) ?? ['minute', MINUTE_SECONDS];
  const count = Math.max(1, Math.floor(seconds / size));
  return new Intl.NumberFormat(languageTag, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
};
