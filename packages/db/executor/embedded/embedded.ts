import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnavailable, type Unit } from '@cardea/core';
import type { Query } from '../../statements/rows.ts';
import type { Call } from '../../statements/statement.ts';
import { type DecidedWork, decidedWork } from '../../statements/work.ts';
import { type OnCommit, WriteQueue } from '../../write-queue/write-queue.ts';
import { DEADLINE_MS, type Executor } from '../executor.ts';
import type { Health } from '../health.ts';
import type { Outcome } from '../outcome.ts';
import { embeddedCommitter } from './committer.ts';
import type { Connection } from './connection.ts';
import type { Ownership } from './owner.ts';
import { isBusy, isTrouble, unavailable } from './sqlite-errors.ts';

const isHeld = ({ held }: Outcome): boolean => held;

const LIMITS = { deadlineMs: DEADLINE_MS, maxBatch: 256, maxWaiting: 10_000, maxPauseMs: 20 } as const;

/** One connection, owned by this process: reads are answered at once, writes by group commit. */
export class EmbeddedExecutor implements Executor {
  readonly maxCopyAgeMs = Number.POSITIVE_INFINITY;
  readonly #connection: Connection;
  /** Reachable from here, because the lock ends with the last reference to it. */
  readonly #ownership: Ownership;
  readonly queue: WriteQueue<DecidedWork, Outcome>;

  constructor(options: {
    readonly connection: Connection;
    readonly ownership: Ownership;
    readonly health: Health;
    readonly onCommit?: OnCommit | undefined;
  }) {
    const { connection, ownership, health, onCommit } = options;
    this.#connection = connection;
    this.#ownership = ownership;
    this.queue = new WriteQueue(embeddedCommitter(connection, health), LIMITS, onCommit);
  }

  async rows<V extends object, R>(query: Query<V, R>, values: V): Promise<readonly R[]> {
    const { sql } = query.statement;
    const args = query.statement.bind(values);
    const giveUpAtMs = performance.now() + DEADLINE_MS;
    for (;;) {
      try {
        return (await this.#connection.rowsTogether(sql, args)).map(query.decode);
      } catch (error) {
        if (!isTrouble(error)) throw error;
        // Readers of a write-ahead log wait for nobody, except while another process recovers or converts the file.
        if (!isBusy(error) || performance.now() > giveUpAtMs) throw unavailable(error);
        await pause(LIMITS.maxPauseMs);
      }
    }
  }

  async row<V extends object, R>(query: Query<V, R>, values: V): Promise<R | undefined> {
    return (await this.rows(query, values))[0];
  }

  commit(unit: Unit): Promise<boolean> {
    try {
      return this.queue.push(decidedWork(unit)).then(isHeld);
    } catch (error) {
      // A value that its column cannot hold
      return Promise.reject(error);
    }
  }

  async write(call: Call): Promise<number> {
    return (await this.queue.push({ guard: undefined, changes: [call] })).rows;
  }

  async close(): Promise<void> {
    await this.queue.close();
    try {
      this.#connection.close();
    } catch (error) {
      throw new DatabaseUnavailable('the database file could not be closed', { cause: error });
    } finally {
      this.#ownership.release();
    }
  }
}
