import { z } from 'zod';
import { text, Unfit } from './setting.ts';

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const DURATION = /^(\d{1,10})([smhdw]?)$/;

/** `90s`, `15m`, `1h`, `90d`, `2w`, or a number of seconds; in seconds. */
export const parseDuration = (input: string): number | undefined => {
  const match = DURATION.exec(input.trim());
  return match ? Number(match[1]) * (UNIT_SECONDS[match[2] || 's'] ?? 1) : undefined;
};

export const formatDuration = (seconds: number): string => {
  for (const unit of ['d', 'h', 'm'] as const) {
    const size = UNIT_SECONDS[unit] ?? 1;
    if (seconds >= size && seconds % size === 0) return `${seconds / size}${unit}`;
  }
  return `${seconds}s`;
};

/** A schema for a duration within bounds; its value is in seconds. */
export const duration = (from: string, to: string): z.ZodType<number, unknown> => {
  const least = parseDuration(from) ?? 0;
  const most = parseDuration(to) ?? Number.POSITIVE_INFINITY;
  return text((input) => {
    const seconds = parseDuration(input);
    if (seconds === undefined) return new Unfit('is not a duration like 90s, 15m, 1h or 90d');
    return seconds >= least && seconds <= most ? seconds : new Unfit(`is not between ${from} and ${to}`);
  });
};

/** The same, or `never`, whose value is undefined. */
export const durationOrNever = (from: string, to: string): z.ZodType<number | undefined, unknown> => {
  const lengths = duration(from, to);
  return z.union([z.literal('never').transform(() => undefined), lengths]);
};
