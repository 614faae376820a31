const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const MAX_RELATIVE_DAYS = 30;

/** How long ago something was, as people say it; a date where that is long. */
export const agoInWords = (at: number, now: number, languageTag: string): string => {
  const seconds = Math.max(0, now - at);
  const relative = new Intl.RelativeTimeFormat(languageTag, { numeric: 'auto' });
  if (seconds < 2 * MINUTE_SECONDS) return relative.format(0, 'minute');
  if (seconds < 2 * HOUR_SECONDS) return relative.format(-Math.floor(seconds / MINUTE_SECONDS), 'minute');
  if (seconds < DAY_SECONDS) return relative.format(-Math.floor(seconds / HOUR_SECONDS), 'hour');
  const days = Math.floor(seconds / DAY_SECONDS);
  return days <= MAX_RELATIVE_DAYS ? relative.format(-days, 'day') : dateInWords(at, languageTag);
};

/** A day; of the time zone that is the same for everybody. */
export const dateInWords = (at: number, languageTag: string): string =>
  new Intl.DateTimeFormat(languageTag, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at * 1000));

interface MomentProps {
  readonly at: number;
  readonly children: string;
}

/** A text that stands for an instant. */
export const Moment = ({ at, children }: MomentProps) => (
  <time dateTime={new Date(at * 1000).toISOString()}>{children}</time>
);

/** A length of time in its largest whole unit. */
export const lengthInWords = (seconds: number, languageTag: string): string => {
  const units = [
    ['day', DAY_SECONDS],
    ['hour', HOUR_SECONDS],
    ['minute', MINUTE_SECONDS],
  ] as const;
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ['second', 1];
  return new Intl.NumberFormat(languageTag, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.ceil(seconds / size),
  );
};
