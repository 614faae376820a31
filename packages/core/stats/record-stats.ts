import { type Clock, seconds } from '../ports/clock.ts';
import type { Stat, StatMeasure, StatSpan } from '../ports/stat.ts';
import type { Stores } from '../ports/stores.ts';
import type { Change } from '../ports/unit.ts';
import { HOURS_KEPT_SECONDS, spanStart } from './spans.ts';

export interface StatsPorts {
  readonly stores: Pick<Stores, 'commit'>;
  readonly clock: Clock;
  /** How long days are kept. */
  readonly statsRetentionSeconds: number;
}

/** What happened since it was recorded last. */
export interface Counted {
  readonly measure: Exclude<StatMeasure, 'active_sessions'>;
  readonly label: string;
  readonly value: number;
}

export interface Recording {
  readonly counted: readonly Counted[];
  /** Signed-in browsers now, where somebody has looked. */
  readonly activeSessions?: number | undefined;
}

const SPANS: readonly StatSpan[] = ['hour', 'day'];

/** Adds what happened to the numbers of this hour and this day, in one unit. Rejects where the database does not take it. */
export const recordStats = async ({ counted, activeSessions }: Recording, ports: StatsPorts): Promise<void> => {
  const { stores, clock, statsRetentionSeconds } = ports;
  const at = seconds(clock);
  const keptSeconds: Readonly<Record<StatSpan, number>> = {
    hour: Math.min(HOURS_KEPT_SECONDS, statsRetentionSeconds),
    day: statsRetentionSeconds,
  };
  const statOf = (span: StatSpan, part: Pick<Stat, 'measure' | 'label' | 'value'>): Stat => {
    const startsAt = spanStart(span, at);
    return { span, startsAt, ...part, removeAt: startsAt + keptSeconds[span] };
  };
  const changes = SPANS.flatMap((span): readonly Change[] => [
    ...counted.map((part) => ({ kind: 'stat.add', stat: statOf(span, part) }) as const),
    ...(activeSessions === undefined
      ? []
      : [
          {
            kind: 'stat.raise',
            stat: statOf(span, { measure: 'active_sessions', label: '', value: activeSessions }),
          } as const,
        ]),
  ]);
  if (changes.length > 0) await stores.commit({ changes });
};
