import type { Inputs, Outputs } from '../../api/api.ts';

export type Series = Outputs['stats']['series'];
export type Point = Series['points'][number];

/** What somebody can look back at. */
export const ranges = {
  day: { label: '24 hours', wanted: { span: 'hour', count: 24 } },
  week: { label: '7 days', wanted: { span: 'hour', count: 168 } },
  quarter: { label: '90 days', wanted: { span: 'day', count: 90 } },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly wanted: Inputs['stats']['series'] }>>;

export type Range = keyof typeof ranges;

const whole = new Intl.NumberFormat();

export const inWords = (value: number): string => whole.format(value);

export const milliseconds = (value: number | undefined): string =>
  value === undefined ? '–' : `${new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 }).format(value)} ms`;

const HOUR: Intl.DateTimeFormatOptions = { weekday: 'short', hour: '2-digit', minute: '2-digit' };
const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
/** Days are those of UTC. */
const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' };

/** The begin of an hour or a day, as short as an axis wants it, or with its weekday. */
export const spanLabel = (at: number, { span, points }: Series, isShort = false): string => {
  const isOneDay = points.length <= 24;
  const hour = isShort && isOneDay ? TIME : isShort ? { weekday: 'short' as const } : HOUR;
  return new Intl.DateTimeFormat(undefined, span === 'day' ? DAY : hour).format(at * 1000);
};

export const total = (series: Series, of: (point: Point) => number | undefined): number =>
  series.points.reduce((sum, point) => sum + (of(point) ?? 0), 0);

/** The greatest value, and when it was; undefined where there is none above zero. */
export const peak = (series: Series, of: (point: Point) => number | undefined) => {
  let highest: { readonly at: number; readonly value: number } | undefined;
  for (const point of series.points) {
    const value = of(point) ?? 0;
    if (value > (highest?.value ?? 0)) highest = { at: point.at, value };
  }
  return highest;
};
