import type { DecidedWork } from '../../statements/work.ts';
import type { Committer, Result } from '../../write-queue/write-queue.ts';
import type { Health } from '../health.ts';
import type { Outcome } from '../outcome.ts';
import type { Connection } from './connection.ts';
import { isBusy, isTrouble, unavailable } from './sqlite-errors.ts';
import { Transaction } from './transaction.ts';

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Commits in the embedded database: synchronously, so that nobody reads what is not yet durable. */
export const embeddedCommitter = (connection: Connection, health: Health): Committer<DecidedWork, Outcome> => {
  const failed = (batch: readonly DecidedWork[], error: unknown): readonly Result<Outcome>[] => {
    if (isBusy(error)) return [];
    const failure = unavailable(error);
    health.failed(failure.message);
    return batch.map(() => ({ error: failure }));
  };

  const commit = (batch: readonly DecidedWork[], gathers = true): readonly Result<Outcome>[] => {
    const outcomes: Outcome[] = [];
    const transaction = new Transaction(connection, gathers);
    try {
      transaction.begin();
      for (const work of batch) outcomes.push(transaction.apply(work));
      transaction.commit();
    } catch (error) {
      return undo(batch, gathers ? 'somewhere' : outcomes.length, error);
    }
    health.succeeded();
    return outcomes.map((outcome) => ({ outcome }));
  };

  const undo = (
    batch: readonly DecidedWork[],
    at: number | 'somewhere',
    error: unknown,
  ): readonly Result<Outcome>[] => {
    try {
      connection.rollback();
    } catch (second) {
      return failed(batch, second);
    }
    if (isTrouble(error)) return failed(batch, error);
    // Rows of several pieces of work were written together: one after another shows whose it is
    if (at === 'somewhere') return commit(batch, false);
    // No single piece of work is to blame for a transaction that cannot end.
    if (at === batch.length) return failed(batch, error);
    return without(batch, at, asError(error));
  };

  /** One of the batch cannot be written at all; the others are, without it. */
  const without = (batch: readonly DecidedWork[], at: number, error: Error): readonly Result<Outcome>[] => {
    if (batch.length === 1) return [{ error }];
    const results = commit(batch.toSpliced(at, 1));
    return results.length < at ? results : results.toSpliced(at, 0, { error });
  };

  return { commit: (batch) => commit(batch) };
};
