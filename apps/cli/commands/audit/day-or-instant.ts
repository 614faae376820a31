import { text } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';

const SHAPE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/;

/** A day (UTC) or an instant of ISO 8601 with its zone, as seconds since the epoch. */
export const dayOrInstant = (doc: string) => {
  const flag = text({ placeholder: 'TIME', doc: `${doc} 2027-01-15, or 2027-01-15T08:00:00Z.` });
  return {
    ...flag,
    read: (texts: readonly string[], name: string): number | undefined => {
      const given = flag.read(texts, name);
      if (given === undefined) return undefined;
      const ms = SHAPE.test(given) ? Date.parse(given) : Number.NaN;
      if (Number.isNaN(ms))
        throw new UsageError(`--${name} ${given} is no time; write 2027-01-15 or 2027-01-15T08:00:00Z`);
      return Math.floor(ms / 1000);
    },
  };
};
