import { DatabaseUnavailable } from '@cardea/core';

/** What became of one piece of work: its outcome, or the error that is its own. */
export type Result<O> = { readonly outcome: O } | { readonly error: Error };

/** Commits pieces of work in one transaction, in order. */
export interface Committer<W, O> {
  /**
   * One result for each piece, in order, after the commit. Fewer results mean that the rest was certainly not written,
   * because the database was busy, and is to be tried again. Never throws.
   */
  commit(batch: readonly W[], remainingMs: number): readonly Result<O>[] | Promise<readonly Result<O>[]>;
}

export interface WriteQueueLimits {
  /** From the call to the answer. */
  readonly deadlineMs: number;
  /** Pieces of work in one transaction. */
  readonly maxBatch: number;
  /** Pieces of work that wait; beyond it they are turned away at once. */
  readonly maxWaiting: number;
  /** The longest pause before a busy database is tried again; the pause is drawn at random below it. */
  readonly maxPauseMs: number;
}

/** Told of each transaction that was written. */
export type OnCommit = (units: number, tookMs: number) => void;

interface Entry<W, O> {
  readonly work: W;
  /** On the monotonic clock. */
  readonly deadlineMs: number;
  resolve(outcome: O): void;
  reject(error: Error): void;
}

/**
 * Group commit: all that is pushed in one turn of the event loop, or while a transaction runs, shares the next one.
 * Order of commits is the order of calls; every push is answered, once, after its commit.
 */
export class WriteQueue<W, O> {
  readonly #committer: Committer<W, O>;
  readonly #limits: WriteQueueLimits;
  readonly #onCommit: OnCommit | undefined;
  #waiting: Entry<W, O>[] = [];
  #flushing = false;
  #closed = false;
  #idle: (() => void)[] = [];
  #units = 0;
  #commits = 0;
  #lastCommitMs = 0;

  constructor(committer: Committer<W, O>, limits: WriteQueueLimits, onCommit?: OnCommit) {
    this.#committer = committer;
    this.#limits = limits;
    this.#onCommit = onCommit;
  }

  get stats() {
    return {
      queued: this.#waiting.length,
      committedUnits: this.#units,
      commits: this.#commits,
      lastCommitMs: this.#lastCommitMs,
    };
  }

  push(work: W): Promise<O> {
    if (this.#closed) return Promise.reject(new DatabaseUnavailable('the database is being closed'));
    if (this.#waiting.length >= this.#limits.maxWaiting)
      return Promise.reject(new DatabaseUnavailable(`${this.#waiting.length} writes are waiting already`));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, deadlineMs: performance.now() + this.#limits.deadlineMs, resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when nothing waits; whatever was pushed before has been answered. */
  async drain(): Promise<void> {
    while (this.#flushing) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Answers what waits and takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.drain();
  }

  #schedule(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => this.#gather(0));
  }

  /** Commits once a turn of the event loop has brought nothing more: what came together is answered together, and comes together again. */
  #gather(before: number): void {
    const { length } = this.#waiting;
    if (length > before && length < this.#limits.maxBatch) setImmediate(() => this.#gather(length));
    else this.#flush();
  }

  #flush(): void {
    const startedMs = performance.now();
    this.#expire(startedMs);
    const first = this.#waiting[0];
    if (first === undefined) this.#rest();
    else this.#commit(this.#take(), first.deadlineMs - startedMs, startedMs);
  }

  #take(): Entry<W, O>[] {
    const batch = this.#waiting;
    this.#waiting = batch.length > this.#limits.maxBatch ? batch.splice(this.#limits.maxBatch) : [];
    return batch;
  }

  #commit(batch: Entry<W, O>[], remainingMs: number, startedMs: number): void {
    const works = batch.map((entry) => entry.work);
    const done = (results: readonly Result<O>[]): void => this.#settle(batch, results, performance.now() - startedMs);
    const results = this.#committer.commit(works, remainingMs);
    if (results instanceof Promise) results.then(done);
    else done(results);
  }

  #settle(batch: Entry<W, O>[], results: readonly Result<O>[], tookMs: number): void {
    let written = 0;
    for (const [index, result] of results.entries()) {
      const entry = batch[index];
      if ('error' in result) entry?.reject(result.error);
      else {
        written++;
        entry?.resolve(result.outcome);
      }
    }
    if (written > 0) {
      this.#units += written;
      this.#commits++;
      this.#lastCommitMs = tookMs;
    }
    if (results.length < batch.length) {
      this.#waiting = [...batch.slice(results.length), ...this.#waiting];
      setTimeout(() => this.#flush(), 1 + Math.random() * this.#limits.maxPauseMs);
    } else if (this.#waiting.length > 0) setImmediate(() => this.#gather(0));
    else this.#rest();
    if (written > 0) this.#onCommit?.(written, tookMs);
  }

  /** What waits is in the order of its deadlines. */
  #expire(nowMs: number): void {
    let expired = 0;
    while ((this.#waiting[expired]?.deadlineMs ?? Number.POSITIVE_INFINITY) <= nowMs) expired++;
    for (const entry of this.#waiting.splice(0, expired))
      entry.reject(new DatabaseUnavailable(`the database did not take the write within ${this.#limits.deadlineMs} ms`));
  }

  #rest(): void {
    this.#flushing = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
