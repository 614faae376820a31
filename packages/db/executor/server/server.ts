import type { Unit } from '@cardea/core';
import type { Client } from '@libsql/client/http';
import type { Query } from '../../statements/rows.ts';
import type { Call, SqlValue } from '../../statements/statement.ts';
import { type MarkedWork, markedWork } from '../../statements/work.ts';
import { type OnCommit, WriteQueue } from '../../write-queue/write-queue.ts';
import { DEADLINE_MS, type Executor } from '../executor.ts';
import type { Outcome } from '../outcome.ts';
import type { Breaker } from './breaker.ts';
import { type Server, serverClient, within } from './client.ts';
import { serverCommitter } from './committer.ts';
import { Gate } from './gate.ts';
import { isDefect, unavailable } from './libsql-errors.ts';

const LIMITS = { deadlineMs: DEADLINE_MS, maxBatch: 128, maxWaiting: 5000, maxPauseMs: 50 } as const;
/** Design D4. */
const MAX_COPY_AGE_MS = 5000;

/** A libSQL server over HTTP, shared with other processes. */
export class ServerExecutor implements Executor {
  readonly maxCopyAgeMs = MAX_COPY_AGE_MS;
  readonly queue: WriteQueue<MarkedWork, Outcome>;
  readonly #client: Client;
  readonly #breaker: Breaker;
  readonly #gate = new Gate();
  #nextMark = 0;

  constructor(server: Server, breaker: Breaker, onCommit?: OnCommit) {
    this.#client = serverClient(server, () => AbortSignal.timeout(DEADLINE_MS));
    this.#breaker = breaker;
    this.queue = new WriteQueue(serverCommitter(server, breaker), LIMITS, onCommit);
  }

  async rows<V extends object, R>(query: Query<V, R>, values: V): Promise<readonly R[]> {
    const { sql } = query.statement;
    const args = query.statement.bind(values);
    this.#assertAnswering();
    const { rows } = await this.#gate.run((remainingMs) => this.#read({ sql, args }, remainingMs));
    return rows.map(query.decode);
  }

  async #read(statement: { readonly sql: string; readonly args: SqlValue[] }, remainingMs: number) {
    try {
      const result = await within(remainingMs, this.#client.execute(statement));
      this.#breaker.succeeded();
      return result;
    } catch (error) {
      if (isDefect(error)) throw error;
      this.#breaker.failed(unavailable(error).message);
      throw unavailable(error);
    }
  }

  async row<V extends object, R>(query: Query<V, R>, values: V): Promise<R | undefined> {
    return (await this.rows(query, values))[0];
  }

  async commit(unit: Unit): Promise<boolean> {
    this.#assertAnswering();
    return (await this.queue.push(markedWork(unit, this.#nextMark++))).held;
  }

  async write(call: Call): Promise<number> {
    this.#assertAnswering();
    return (await this.queue.push({ guard: [], changes: [call] })).rows;
  }

  #assertAnswering(): void {
    const refusal = this.#breaker.refusal();
    if (refusal) throw refusal;
  }

  async close(): Promise<void> {
    await this.queue.close();
    this.#client.close();
  }
}
