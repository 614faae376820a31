import { type Clock, type Counted, recordStats, type Stores, seconds } from '@cardea/core';
import type { Settings } from '../config/settings-table.ts';
import type { Logger } from '../logging/create-logger.ts';
import type { Metrics } from '../metrics/create-metrics.ts';

export interface StatRecorderOptions {
  readonly metrics: Pick<Metrics, 'totals'>;
  readonly stores: Pick<Stores, 'commit' | 'stats'>;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'statsRetentionSeconds'>;
  readonly log: Pick<Logger, 'warn'>;
}

/** Counting sessions looks at all of them. */
const SESSIONS_EVERY_SECONDS = 300;

const keyOf = ({ measure, label }: Counted): string => `${measure} ${label}`;

/**
 * Writes what this process has counted to the database, where the numbers of all processes come together. Requests count in
 * memory alone, as for the metrics; what has come since the last time is the difference. Where the database does not take it,
 * it is written the next time; where its answer did not come, a minute may be counted twice. A process that dies loses what
 * it has not written.
 */
export class StatRecorder {
  readonly #options: StatRecorderOptions;
  readonly #written = new Map<string, number>();
  #sessionsAt = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: StatRecorderOptions) {
    this.#options = options;
  }

  /** Writes what has come; never rejects. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() =>
      this.#write().catch((error) => this.#options.log.warn({ err: error }, 'statistics wait to be written')),
    );
    return this.#writing;
  }

  async #write(): Promise<void> {
    const { metrics, stores, clock, settings } = this.#options;
    const totals = metrics.totals();
    const counted = totals.flatMap((total) => {
      const value = total.value - (this.#written.get(keyOf(total)) ?? 0);
      return value === 0 ? [] : [{ ...total, value }];
    });
    const activeSessions = await this.#sessions();
    await recordStats({ counted, activeSessions }, { stores, clock, ...settings });
    for (const total of totals) this.#written.set(keyOf(total), total.value);
    if (activeSessions !== undefined) this.#sessionsAt = seconds(clock);
  }

  async #sessions(): Promise<number | undefined> {
    const { stores, clock } = this.#options;
    const now = seconds(clock);
    return now - this.#sessionsAt < SESSIONS_EVERY_SECONDS ? undefined : stores.stats.countLiveSessions(now);
  }
}
