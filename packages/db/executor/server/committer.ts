import type { ResultSet } from '@libsql/client/http';
import { LibsqlBatchError } from '@libsql/client/http';
import { clearMarks } from '../../statements/guards.ts';
import type { Call } from '../../statements/statement.ts';
import type { MarkedWork } from '../../statements/work.ts';
import type { Committer, Result } from '../../write-queue/write-queue.ts';
import type { Outcome } from '../outcome.ts';
import type { Breaker } from './breaker.ts';
import { type Server, serverClient, within } from './client.ts';
import { isBusy, isDefect, unavailable } from './libsql-errors.ts';

const callsOf = ({ guard, changes }: MarkedWork): readonly Call[] => [...guard, ...changes];

const statementsOf = (batch: readonly MarkedWork[]) => {
  const calls = batch.flatMap(callsOf);
  const all = batch.some(({ guard }) => guard.length > 0) ? [...calls, clearMarks] : calls;
  return all.map(({ sql, args }) => ({ sql, args: [...args] }));
};

const outcomesOf = (batch: readonly MarkedWork[], results: readonly ResultSet[]): readonly Outcome[] => {
  let next = 0;
  return batch.map(({ guard, changes }) => {
    const counts = results.slice(next, next + guard.length + changes.length).map((result) => result.rowsAffected);
    next += counts.length;
    const held = guard.length === 0 || (counts[guard.length - 1] ?? 0) > 0;
    return { held, rows: counts.slice(guard.length).reduce((sum, count) => sum + count, 0) };
  });
};

/** Which of the batch the statement belongs to. */
const culprit = (batch: readonly MarkedWork[], statementIndex: number): number => {
  let last = -1;
  return batch.findIndex((work) => {
    last += callsOf(work).length;
    return statementIndex <= last;
  });
};

/** Commits on a libSQL server, one batch at a time: one request, in which the database decides the guards (ADR 0016). */
export const serverCommitter = (server: Server, breaker: Breaker): Committer<MarkedWork, Outcome> => {
  // One batch is under way at a time, so there is one signal.
  let signal = AbortSignal.timeout(0);
  const client = serverClient(server, () => signal);

  const send = async (batch: readonly MarkedWork[], remainingMs: number): Promise<readonly Outcome[]> => {
    const statements = statementsOf(batch);
    if (statements.length === 0) return outcomesOf(batch, []);
    const ms = Math.max(0, remainingMs);
    signal = AbortSignal.timeout(ms);
    return outcomesOf(batch, await within(ms, client.batch(statements, 'write')));
  };

  const commit = async (batch: readonly MarkedWork[], remainingMs: number): Promise<readonly Result<Outcome>[]> => {
    const startedMs = performance.now();
    try {
      const outcomes = await send(batch, remainingMs);
      breaker.succeeded();
      return outcomes.map((outcome) => ({ outcome }));
    } catch (error) {
      // Nothing was committed, and the server lives.
      if (isBusy(error)) return [];
      if (!isDefect(error)) {
        breaker.failed(unavailable(error).message);
        return batch.map(() => ({ error: unavailable(error) }));
      }
      return without(batch, error, remainingMs - (performance.now() - startedMs));
    }
  };

  /** One of the batch cannot be written at all; the others are sent again without it. */
  const without = async (
    batch: readonly MarkedWork[],
    error: Error,
    remainingMs: number,
  ): Promise<readonly Result<Outcome>[]> => {
    if (batch.length === 1) return [{ error }];
    const index = error instanceof LibsqlBatchError ? culprit(batch, error.statementIndex) : -1;
    if (index < 0) return batch.map(() => ({ error: unavailable(error) }));
    const results = await commit(batch.toSpliced(index, 1), remainingMs);
    return results.length < index ? results : results.toSpliced(index, 0, { error });
  };

  return { commit };
};
