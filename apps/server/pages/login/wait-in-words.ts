const MINUTE_SECONDS = 60;

/** A wait as people say it: seconds up to a minute and a half, then whole minutes, never too few. */
export const waitInWords = (seconds: number, languageTag: string): string => {
  const inMinutes = seconds > 1.5 * MINUTE_SECONDS;
  return new Intl.NumberFormat(languageTag, {
    style: 'unit',
    unit: inMinutes ? 'minute' : 'second',
    unitDisplay: 'long',
  }).format(inMinutes ? Math.ceil(seconds / MINUTE_SECONDS) : seconds);
};
