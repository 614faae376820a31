import type { DecidedWork } from '../../statements/work.ts';
import type { Committer, Result } from '../../write-queue/write-queue.ts';
import type { Health } from '../health.ts';
import type { Outcome } from '../outcome.ts';
import type { Connection } from './connection.ts';
import { isBusy, isTrouble, unavailable } from './sqlite-errors.ts';

const NOT_HELD: Outcome = { held: false, rows: 0 };

const apply = (connection: Connection, { guard, changes }: DecidedWork): Outcome => {
  if (guard) {
    const held =
      guard.decides === 'by row' ? connection.rows(guard.sql, guard.args).length > 0 : connection.run(guard) > 0;
    if (!held) return NOT_HELD;
  }
  let rows = 0;
  for (const change of changes) rows += connection.run(change);
  return { held: true, rows };
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Commits in the embedded database: synchronously, so that nobody reads what is not yet durable. */
export const embeddedCommitter = (connection: Connection, health: Health): Committer<DecidedWork, Outcome> => {
  const failed = (batch: readonly DecidedWork[], error: unknown): readonly Result<Outcome>[] => {
    if (isBusy(error)) return [];
    const failure = unavailable(error);
    health.failed(failure.message);
    return batch.map(() => ({ error: failure }));
  };

  const commit = (batch: readonly DecidedWork[]): readonly Result<Outcome>[] => {
    const outcomes: Outcome[] = [];
    try {
      connection.begin();
      for (const work of batch) outcomes.push(apply(connection, work));
      connection.commit();
    } catch (error) {
      return undo(batch, outcomes.length, error);
    }
    health.succeeded();
    return outcomes.map((outcome) => ({ outcome }));
  };

  const undo = (batch: readonly DecidedWork[], at: number, error: unknown): readonly Result<Outcome>[] => {
    try {
      connection.rollback();
    } catch (second) {
      return failed(batch, second);
    }
    // No single piece of work is to blame for a transaction that cannot end.
    if (isTrouble(error) || at === batch.length) return failed(batch, error);
    return without(batch, at, asError(error));
  };

  /** One of the batch cannot be written at all; the others are, without it. */
  const without = (batch: readonly DecidedWork[], at: number, error: Error): readonly Result<Outcome>[] => {
    if (batch.length === 1) return [{ error }];
    const results = commit(batch.toSpliced(at, 1));
    return results.length < at ? results : results.toSpliced(at, 0, { error });
  };

  return { commit };
};
