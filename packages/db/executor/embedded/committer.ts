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
    const results: Result<Outcome>[] = [];
    try {
      connection.begin();
      for (const work of batch) results.push({ outcome: apply(connection, work) });
      connection.commit();
      health.succeeded();
      return results;
    } catch (error) {
      return undo(batch, error);
    }
  };

  const undo = (batch: readonly DecidedWork[], error: unknown): readonly Result<Outcome>[] => {
    try {
      connection.rollback();
    } catch (second) {
      return failed(batch, second);
    }
    if (isTrouble(error)) return failed(batch, error);
    if (batch.length === 1) return [{ error: asError(error) }];
    return oneByOne(batch);
  };

  /** One of the batch cannot be written at all; the others must not fail with it. */
  const oneByOne = (batch: readonly DecidedWork[]): readonly Result<Outcome>[] => {
    const results: Result<Outcome>[] = [];
    for (const work of batch) {
      const [result] = commit([work]);
      if (result === undefined) break;
      results.push(result);
    }
    return results;
  };

  return { commit };
};
