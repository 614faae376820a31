import { formatDuration } from '@cardea/server';

/** An instant for people: `2027-01-15 08:00Z`. */
export const instant = (seconds: number | undefined): string | undefined =>
  seconds === undefined ? undefined : `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')}Z`;

export const lifetime = (seconds: number | undefined): string | undefined =>
  seconds === undefined ? undefined : formatDuration(seconds);
